/** Kinds of one API version that Kubernetes no longer serves. */
interface RemovedVersion {
  apiVersion: string;
  kinds: readonly string[];
  /** The minor version 1.x from which on it is not served. */
  removedIn: number;
  /** The version to write instead. */
  successor: string;
}

const REMOVED: readonly RemovedVersion[] = [
  {
    apiVersion: 'extensions/v1beta1',
    kinds: ['DaemonSet', 'Deployment', 'ReplicaSet'],
    removedIn: 16,
    successor: 'apps/v1',
  },
  {
    apiVersion: 'extensions/v1beta1',
    kinds: ['NetworkPolicy'],
    removedIn: 16,
    successor: 'networking.k8s.io/v1',
  },
  {
    apiVersion: 'apps/v1beta1',
    kinds: ['Deployment', 'StatefulSet', 'ControllerRevision'],
    removedIn: 16,
    successor: 'apps/v1',
  },
  {
    apiVersion: 'apps/v1beta2',
    kinds: [
      'DaemonSet',
      'Deployment',
      'ReplicaSet',
      'StatefulSet',
      'ControllerRevision',
    ],
    removedIn: 16,
    successor: 'apps/v1',
  },
  ...sameGroup(22, 'v1', {
    'admissionregistration.k8s.io/v1beta1': [
      'MutatingWebhookConfiguration',
      'ValidatingWebhookConfiguration',
    ],
    'apiextensions.k8s.io/v1beta1': ['CustomResourceDefinition'],
    'apiregistration.k8s.io/v1beta1': ['APIService'],
    'certificates.k8s.io/v1beta1': ['CertificateSigningRequest'],
    'coordination.k8s.io/v1beta1': ['Lease'],
    'networking.k8s.io/v1beta1': ['Ingress', 'IngressClass'],
    'rbac.authorization.k8s.io/v1beta1': [
      'ClusterRole',
      'ClusterRoleBinding',
      'Role',
      'RoleBinding',
    ],
    'scheduling.k8s.io/v1beta1': ['PriorityClass'],
    'storage.k8s.io/v1beta1': [
      'CSIDriver',
      'CSINode',
      'StorageClass',
      'VolumeAttachment',
    ],
  }),
  {
    apiVersion: 'extensions/v1beta1',
    kinds: ['Ingress'],
    removedIn: 22,
    successor: 'networking.k8s.io/v1',
  },
  ...sameGroup(25, 'v1', {
    'batch/v1beta1': ['CronJob'],
    'discovery.k8s.io/v1beta1': ['EndpointSlice'],
    'events.k8s.io/v1beta1': ['Event'],
    'node.k8s.io/v1beta1': ['RuntimeClass'],
    'policy/v1beta1': ['PodDisruptionBudget'],
  }),
  {
    apiVersion: 'policy/v1beta1',
    kinds: ['PodSecurityPolicy'],
    removedIn: 25,
    successor: 'Pod Security Admission',
  },
  ...sameGroup(25, 'v2', {
    'autoscaling/v2beta1': ['HorizontalPodAutoscaler'],
  }),
  ...sameGroup(26, 'v2', {
    'autoscaling/v2beta2': ['HorizontalPodAutoscaler'],
  }),
  ...sameGroup(26, 'v1', {
    'flowcontrol.apiserver.k8s.io/v1beta1': [
      'FlowSchema',
      'PriorityLevelConfiguration',
    ],
  }),
  ...sameGroup(27, 'v1', {
    'storage.k8s.io/v1beta1': ['CSIStorageCapacity'],
  }),
  ...sameGroup(29, 'v1', {
    'flowcontrol.apiserver.k8s.io/v1beta2': [
      'FlowSchema',
      'PriorityLevelConfiguration',
    ],
  }),
  ...sameGroup(32, 'v1', {
    'flowcontrol.apiserver.k8s.io/v1beta3': [
      'FlowSchema',
      'PriorityLevelConfiguration',
    ],
  }),
];

const byVersionAndKind = new Map(
  REMOVED.flatMap(row =>
    row.kinds.map(kind => [`${row.apiVersion}/${kind}`, row] as const),
  ),
);

const versions: ReadonlySet<string> = new Set(
  REMOVED.map(each => each.apiVersion),
);

/** Whether an API version, of any kind, was removed. */
export function isRemovedOfAny(apiVersion: string | undefined): boolean {
  return apiVersion !== undefined && versions.has(apiVersion);
}

/**
 * When a kind's API version was removed, and what took its place; undefined for versions that are served.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export function removalOf(
  apiVersion: string,
  kind: string,
): Pick<RemovedVersion, 'removedIn' | 'successor'> | undefined {
  return byVersionAndKind.get(`${apiVersion}/${kind}`);
}

/** Versions whose successor is of the same API group. */
function sameGroup(
  removedIn: number,
  version: string,
  kinds: Readonly<Record<string, readonly string[]>>,
): RemovedVersion[] {
  return Object.entries(kinds).map(([apiVersion, names]) => ({
    apiVersion,
    kinds: names,
    removedIn,
    successor: `${apiVersion.split('/')[0]}/${version}`,
  }));
}
