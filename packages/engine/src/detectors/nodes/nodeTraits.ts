import { KnownKinds } from '../../snapshot/objects';

type Node = KnownKinds['Node'];
type Pod = KnownKinds['Pod'];

/** Taints by which an autoscaler announces that it takes the node away. */
const LEAVING_TAINTS: readonly string[] = [
  'ToBeDeletedByClusterAutoscaler',
  'karpenter.sh/disrupted',
  'karpenter.sh/disruption',
];

/** Whether a node is being taken away. */
export function isLeaving({ metadata, spec }: Node): boolean {
  return (
    Boolean(metadata.deletionTimestamp) ||
    (spec?.taints ?? []).some(taint => LEAVING_TAINTS.includes(taint.key))
  );
}

/** Whether a node runs parts of the control plane, as its role label tells. */
export function isControlPlane({ metadata }: Node): boolean {
  const labels = metadata.labels ?? {};
  return ['control-plane', 'master'].some(
    role => labels[`node-role.kubernetes.io/${role}`] !== undefined,
  );
}

/** Whether a pod was put on its node by choice, not because it runs on every node or belongs to this one. */
export function isOrdinary({ metadata }: Pod): boolean {
  return (
    !metadata.annotations?.['kubernetes.io/config.mirror'] &&
    !metadata.ownerReferences?.some(
      each => each.controller && ['DaemonSet', 'Node'].includes(each.kind),
    )
  );
}
