/** What all rules about missing resources leave out, and rest on. */
export const RESOURCES_SILENT =
  'Resources that are stated for the pod as a whole, or that a LimitRange has filled in. Init containers, which end. Workloads without pods in a namespace with a LimitRange, since what it will add is not known.';
export const RESOURCES_SOURCES = [
  'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
];
