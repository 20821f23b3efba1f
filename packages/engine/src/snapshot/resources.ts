import { KnownKind } from './objects';

/** How a kind is addressed in the Kubernetes API. */
export interface ApiResource {
  readonly kind: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** The lower-case plural that stands in the URL. */
  readonly plural: string;
  readonly namespaced: boolean;
}

type Row = readonly [kind: KnownKind, plural: string, scope?: 'cluster'];

const GROUPS: Readonly<Record<string, readonly Row[]>> = {
  v1: [
    ['ConfigMap', 'configmaps'],
    ['Event', 'events'],
    ['LimitRange', 'limitranges'],
    ['Namespace', 'namespaces', 'cluster'],
    ['Node', 'nodes', 'cluster'],
    ['PersistentVolume', 'persistentvolumes', 'cluster'],
    ['PersistentVolumeClaim', 'persistentvolumeclaims'],
    ['Pod', 'pods'],
    ['ReplicationController', 'replicationcontrollers'],
    ['ResourceQuota', 'resourcequotas'],
    ['Secret', 'secrets'],
    ['Service', 'services'],
    ['ServiceAccount', 'serviceaccounts'],
  ],
  'apps/v1': [
    ['ControllerRevision', 'controllerrevisions'],
    ['DaemonSet', 'daemonsets'],
    ['Deployment', 'deployments'],
    ['ReplicaSet', 'replicasets'],
    ['StatefulSet', 'statefulsets'],
  ],
  'autoscaling/v2': [['HorizontalPodAutoscaler', 'horizontalpodautoscalers']],
  'batch/v1': [
    ['CronJob', 'cronjobs'],
    ['Job', 'jobs'],
  ],
  'discovery.k8s.io/v1': [['EndpointSlice', 'endpointslices']],
  'networking.k8s.io/v1': [
    ['Ingress', 'ingresses'],
    ['IngressClass', 'ingressclasses', 'cluster'],
    ['NetworkPolicy', 'networkpolicies'],
  ],
  'policy/v1': [['PodDisruptionBudget', 'poddisruptionbudgets']],
  'scheduling.k8s.io/v1': [['PriorityClass', 'priorityclasses', 'cluster']],
  'storage.k8s.io/v1': [
    ['CSIDriver', 'csidrivers', 'cluster'],
    ['StorageClass', 'storageclasses', 'cluster'],
  ],
};

/** Every kind that a scan reads, in the API version it is read in. One list request a kind and page. */
export const API_RESOURCES: readonly ApiResource[] = Object.entries(
  GROUPS,
).flatMap(([groupVersion, rows]) => {
  const [version, group = ''] = groupVersion.split('/').reverse();
  return rows.map(([kind, plural, scope]) => ({
    kind,
    group,
    version,
    plural,
    namespaced: scope !== 'cluster',
  }));
});

const byKind = new Map(API_RESOURCES.map(each => [each.kind, each]));
const byPlural = new Map(API_RESOURCES.map(each => [each.plural, each]));

/** The built-in resource of a kind, or undefined for a kind the engine has no table row for. */
export function resourceOfKind(kind: string): ApiResource | undefined {
  return byKind.get(kind);
}

/** The built-in resource of a plural such as `configmaps`, as RBAC rules and dump files spell it. */
export function resourceOfPlural(plural: string): ApiResource | undefined {
  return byPlural.get(plural.toLowerCase());
}

/** The `apiVersion` of a resource's objects, such as `v1` or `apps/v1`. */
export function apiVersionOf(resource: ApiResource): string {
  return resource.group
    ? `${resource.group}/${resource.version}`
    : resource.version;
}

/**
 * The name under which a snapshot files an object: the bare kind for built-in kinds, `Kind.group` for all others, so that kinds of the same name in different
 * groups (Gateway, Service) do not mix.
 */
export function kindKey(object: {
  apiVersion?: string;
  kind?: string;
}): string {
  const kind = object.kind ?? '';
  const apiVersion = object.apiVersion ?? 'v1';
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const known = byKind.get(kind);
  if (known?.group === group) return kind;
  // Events are served by two groups; both describe the same objects.
  if (kind === 'Event' && group === 'events.k8s.io') return kind;
  return group ? `${kind}.${group}` : kind;
}
