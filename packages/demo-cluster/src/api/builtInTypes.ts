import { API_RESOURCES, ApiResource } from '@opsagent/engine';
import type { ResourceType } from './ResourceType';

/** Kinds that clients ask for beside those a scan reads. */
const FURTHER: readonly ApiResource[] = [
  further('Endpoints', '', 'endpoints'),
  further('PodTemplate', '', 'podtemplates'),
  further('Lease', 'coordination.k8s.io', 'leases'),
  further('Role', 'rbac.authorization.k8s.io', 'roles'),
  further('RoleBinding', 'rbac.authorization.k8s.io', 'rolebindings'),
  further('ClusterRole', 'rbac.authorization.k8s.io', 'clusterroles', false),
  further(
    'ClusterRoleBinding',
    'rbac.authorization.k8s.io',
    'clusterrolebindings',
    false,
  ),
  further(
    'CustomResourceDefinition',
    'apiextensions.k8s.io',
    'customresourcedefinitions',
    false,
  ),
];

const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  configmaps: ['cm'],
  cronjobs: ['cj'],
  customresourcedefinitions: ['crd', 'crds'],
  daemonsets: ['ds'],
  deployments: ['deploy'],
  endpoints: ['ep'],
  events: ['ev'],
  horizontalpodautoscalers: ['hpa'],
  ingresses: ['ing'],
  limitranges: ['limits'],
  namespaces: ['ns'],
  networkpolicies: ['netpol'],
  nodes: ['no'],
  persistentvolumeclaims: ['pvc'],
  persistentvolumes: ['pv'],
  poddisruptionbudgets: ['pdb'],
  pods: ['po'],
  priorityclasses: ['pc'],
  replicasets: ['rs'],
  replicationcontrollers: ['rc'],
  resourcequotas: ['quota'],
  serviceaccounts: ['sa'],
  services: ['svc'],
  statefulsets: ['sts'],
  storageclasses: ['sc'],
};

/** The kinds behind `kubectl get all`. */
const ALL = new Set([
  'cronjobs',
  'daemonsets',
  'deployments',
  'horizontalpodautoscalers',
  'jobs',
  'pods',
  'replicasets',
  'replicationcontrollers',
  'services',
  'statefulsets',
]);

/** The kinds every demo cluster serves, with objects or without. */
export const BUILT_IN_TYPES: readonly ResourceType[] = [
  ...API_RESOURCES,
  ...FURTHER.filter(
    each => !API_RESOURCES.some(known => known.plural === each.plural),
  ),
].map(resource => ({
  ...resource,
  shortNames: SHORT_NAMES[resource.plural] ?? [],
  categories: ALL.has(resource.plural) ? ['all'] : [],
  custom: false,
}));

function further(
  kind: string,
  group: string,
  plural: string,
  namespaced = true,
): ApiResource {
  return { kind, group, version: 'v1', plural, namespaced };
}
