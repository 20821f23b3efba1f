import { ApiResource } from './ApiResource';
import { KnownKind } from './objects';
import { OPTIONAL_RESOURCES } from './optionalResources';

export { apiVersionOf } from './ApiResource';
export type { ApiResource } from './ApiResource';

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
  'admissionregistration.k8s.io/v1': [
    [
      'MutatingWebhookConfiguration',
      'mutatingwebhookconfigurations',
      'cluster',
    ],
    ['ValidatingAdmissionPolicy', 'validatingadmissionpolicies', 'cluster'],
    [
      'ValidatingAdmissionPolicyBinding',
      'validatingadmissionpolicybindings',
      'cluster',
    ],
    [
      'ValidatingWebhookConfiguration',
      'validatingwebhookconfigurations',
      'cluster',
    ],
  ],
  'apiextensions.k8s.io/v1': [
    ['CustomResourceDefinition', 'customresourcedefinitions', 'cluster'],
  ],
  'apiregistration.k8s.io/v1': [['APIService', 'apiservices', 'cluster']],
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
  'certificates.k8s.io/v1': [
    ['CertificateSigningRequest', 'certificatesigningrequests', 'cluster'],
  ],
  'coordination.k8s.io/v1': [['Lease', 'leases']],
  'discovery.k8s.io/v1': [['EndpointSlice', 'endpointslices']],
  'networking.k8s.io/v1': [
    ['Ingress', 'ingresses'],
    ['IngressClass', 'ingressclasses', 'cluster'],
    ['NetworkPolicy', 'networkpolicies'],
  ],
  'node.k8s.io/v1': [['RuntimeClass', 'runtimeclasses', 'cluster']],
  'policy/v1': [['PodDisruptionBudget', 'poddisruptionbudgets']],
  'rbac.authorization.k8s.io/v1': [
    ['ClusterRole', 'clusterroles', 'cluster'],
    ['ClusterRoleBinding', 'clusterrolebindings', 'cluster'],
    ['Role', 'roles'],
    ['RoleBinding', 'rolebindings'],
  ],
  'scheduling.k8s.io/v1': [['PriorityClass', 'priorityclasses', 'cluster']],
  'storage.k8s.io/v1': [
    ['CSIDriver', 'csidrivers', 'cluster'],
    ['CSINode', 'csinodes', 'cluster'],
    ['StorageClass', 'storageclasses', 'cluster'],
    ['VolumeAttachment', 'volumeattachments', 'cluster'],
  ],
};

/** Every kind that a scan reads, in the API version it is read in. One list request a kind and page; optional kinds only where they are served. */
export const API_RESOURCES: readonly ApiResource[] = [
  ...Object.entries(GROUPS).flatMap(([groupVersion, rows]) => {
    const [version, group = ''] = groupVersion.split('/').reverse();
    return rows.map(([kind, plural, scope]) => ({
      kind,
      group,
      version,
      plural,
      namespaced: scope !== 'cluster',
    }));
  }),
  ...OPTIONAL_RESOURCES,
];

/** The name under which a snapshot files a resource's objects: see `kindKey`. */
export function keyOfResource({ kind, group, optional }: ApiResource): string {
  return optional ? `${kind}.${group}` : kind;
}

const byKey = new Map(API_RESOURCES.map(each => [keyOfResource(each), each]));
const byPlural = new Map(
  API_RESOURCES.map(each => [
    each.optional ? `${each.plural}.${each.group}` : each.plural,
    each,
  ]),
);

/** The resource of a kind, `Kind.group` for optional ones, or undefined for a kind the engine has no table row for. */
export function resourceOfKind(key: string): ApiResource | undefined {
  return byKey.get(key);
}

/** The resource of a plural such as `configmaps` or `gateways.networking.istio.io`, as RBAC rules and dump files spell it. */
export function resourceOfPlural(plural: string): ApiResource | undefined {
  return byPlural.get(plural.toLowerCase());
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
  const end = Math.max(0, apiVersion.indexOf('/'));
  const known = byKey.get(kind);
  // Asked of nearly every object, which is why the group is compared where it stands.
  if (known?.group.length === end && apiVersion.startsWith(known.group))
    return kind;
  const group = apiVersion.slice(0, end);
  // Events are served by two groups; both describe the same objects.
  if (kind === 'Event' && group === 'events.k8s.io') return kind;
  return group ? `${kind}.${group}` : kind;
}
