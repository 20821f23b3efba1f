const CAPTURED = {
  v1: {
    ConfigMap: 'configmaps',
    Event: 'events',
    LimitRange: 'limitranges',
    Namespace: 'namespaces',
    Node: 'nodes',
    PersistentVolume: 'persistentvolumes',
    PersistentVolumeClaim: 'persistentvolumeclaims',
    Pod: 'pods',
    ReplicationController: 'replicationcontrollers',
    ResourceQuota: 'resourcequotas',
    Secret: 'secrets',
    Service: 'services',
    ServiceAccount: 'serviceaccounts',
  },
  'apps/v1': {
    ControllerRevision: 'controllerrevisions',
    DaemonSet: 'daemonsets',
    Deployment: 'deployments',
    ReplicaSet: 'replicasets',
    StatefulSet: 'statefulsets',
  },
  'autoscaling/v2': { HorizontalPodAutoscaler: 'horizontalpodautoscalers' },
  'batch/v1': { CronJob: 'cronjobs', Job: 'jobs' },
  'discovery.k8s.io/v1': { EndpointSlice: 'endpointslices' },
  'networking.k8s.io/v1': {
    Ingress: 'ingresses',
    IngressClass: 'ingressclasses',
    NetworkPolicy: 'networkpolicies',
  },
  'policy/v1': { PodDisruptionBudget: 'poddisruptionbudgets' },
  'scheduling.k8s.io/v1': { PriorityClass: 'priorityclasses' },
  'storage.k8s.io/v1': {
    CSIDriver: 'csidrivers',
    StorageClass: 'storageclasses',
  },
};

const PLAYED = {
  'coordination.k8s.io/v1': { Lease: 'leases' },
  'storage.k8s.io/v1': { VolumeAttachment: 'volumeattachments' },
};

const CLUSTER_SCOPED = new Set([
  'CSIDriver',
  'IngressClass',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
  'VolumeAttachment',
]);

const rowsOf = groups =>
  Object.entries(groups).flatMap(([apiVersion, kinds]) =>
    Object.entries(kinds).map(([kind, plural]) => ({
      apiVersion,
      kind,
      plural,
      namespaced: !CLUSTER_SCOPED.has(kind),
    })),
  );

/** The kinds that a dump holds: the engine's own list, `API_RESOURCES`. */
export const capturedResources = rowsOf(CAPTURED);

const byKind = new Map(
  [...capturedResources, ...rowsOf(PLAYED)].map(each => [each.kind, each]),
);

export function resourceOf(kind) {
  const resource = byKind.get(kind);
  if (!resource) throw new Error(`No API path is known for kind ${kind}`);
  return resource;
}
