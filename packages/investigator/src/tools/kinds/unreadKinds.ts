/**
 * Kinds that clusters have and no scan reads, with their plurals: nothing is known of their objects.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
export const UNREAD_KINDS: readonly (readonly [
  kind: string,
  plural: string,
])[] = [
  ['ClusterTrustBundle', 'clustertrustbundles'],
  ['ComponentStatus', 'componentstatuses'],
  ['CSIStorageCapacity', 'csistoragecapacities'],
  ['DeviceClass', 'deviceclasses'],
  ['Endpoints', 'endpoints'],
  ['FlowSchema', 'flowschemas'],
  ['IPAddress', 'ipaddresses'],
  ['LeaseCandidate', 'leasecandidates'],
  ['MutatingAdmissionPolicy', 'mutatingadmissionpolicies'],
  ['MutatingAdmissionPolicyBinding', 'mutatingadmissionpolicybindings'],
  ['NodeMetrics', 'nodes.metrics.k8s.io'],
  ['PodMetrics', 'pods.metrics.k8s.io'],
  ['PodTemplate', 'podtemplates'],
  ['PriorityLevelConfiguration', 'prioritylevelconfigurations'],
  ['ResourceClaim', 'resourceclaims'],
  ['ResourceClaimTemplate', 'resourceclaimtemplates'],
  ['ResourceSlice', 'resourceslices'],
  ['ServiceCIDR', 'servicecidrs'],
  ['StorageVersion', 'storageversions'],
  ['VolumeAttributesClass', 'volumeattributesclasses'],
];
