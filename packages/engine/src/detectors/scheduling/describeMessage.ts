import { claimNamesOf } from '../../scheduling/NodeLoad';
import {
  MessageReason,
  parseSchedulerMessage,
} from '../../scheduling/schedulerMessage';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';

type Pod = KnownKinds['Pod'];
type Kind = MessageReason['kind'];

/** A reason that only the scheduler's own words give. */
export interface MessageDescription {
  detector: string;
  key?: string;
  message: string;
  /** The claim that the reason is about, where it is about one. */
  claim?: string;
}

/** Detectors of the scheduler's reasons, in the order in which one is blamed before another. */
const DETECTORS: readonly (readonly [Kind, string])[] = [
  ['pvcMissing', 'pvc-missing'],
  ['pvcUnbound', 'pvc-unbound'],
  ['resourceClaim', 'dra-unallocated'],
  ['volumeLimit', 'volume-limit'],
  ['claimInUse', 'rwop-in-use'],
  ['volume', 'volume-node-affinity'],
  ['resource', 'insufficient-other'],
  ['podCount', 'max-pods'],
  ['hostPort', 'host-port-conflict'],
  ['podAffinity', 'pod-affinity-unsatisfied'],
  ['podAntiAffinity', 'anti-affinity-blocked'],
  ['spread', 'topology-spread-blocked'],
  ['affinity', 'node-affinity-unsatisfied'],
  ['taint', 'taint-untolerated'],
  ['cordon', 'only-cordoned-nodes'],
];

const ABOUT_A_CLAIM: readonly Kind[] = ['pvcUnbound', 'claimInUse', 'volume'];

/**
 * What the scheduler says about a pod, for when the nodes are not known. It names one reason a node, the first that it met; reasons that leave nodes out are blamed only
 * when no other is given. Undefined for text that gives no known reason.
 */
export function describeMessage(
  text: string,
  pod: Pod,
  kinds?: readonly Kind[],
): MessageDescription | undefined {
  const parsed = parseSchedulerMessage(text);
  for (const [kind, name] of DETECTORS) {
    const reason = parsed?.reasons.find(each => each.kind === kind);
    if (!reason || (kinds && !kinds.includes(kind))) continue;
    const claims = claimNamesOf(pod);
    const [claim] = claims;
    const isMain =
      kind === 'resource' && /^(cpu|memory)$/.test(reason.detail ?? '');
    return {
      detector: `scheduling.${detectorOf(name, pod, isMain ? reason.detail : undefined)}`,
      ...(reason.detail && !isMain ? { key: reason.detail } : {}),
      ...(ABOUT_A_CLAIM.includes(kind) && claims.length === 1 ? { claim } : {}),
      message: `The scheduler reports: ${text.split(/\.? (?:no new claims|preemption:)/)[0]}`,
    };
  }
  return undefined;
}

/**
 * A reason that the simulation cannot know: limits of attached volumes and devices, and whatever concerns claims and volumes where those are unread.
 */
export function describeUnmodelled(
  text: string,
  pod: Pod,
  snapshot: ClusterSnapshot,
): MessageDescription | undefined {
  const isUnread = (kind: string) => snapshot.readState(kind) !== 'complete';
  const claims: readonly Kind[] = isUnread('PersistentVolumeClaim')
    ? ['pvcMissing', 'pvcUnbound']
    : [];
  const volumes: readonly Kind[] = [
    'PersistentVolumeClaim',
    'PersistentVolume',
    'StorageClass',
  ].some(isUnread)
    ? ['volume']
    : [];
  return describeMessage(text, pod, [
    'volumeLimit',
    'resourceClaim',
    ...claims,
    ...volumes,
  ]);
}

function detectorOf(name: string, pod: Pod, resource: string | undefined) {
  if (resource) return `insufficient-${resource}`;
  const hasSelectorOnly =
    pod.spec?.nodeSelector && !pod.spec.affinity?.nodeAffinity;
  return name === 'node-affinity-unsatisfied' && hasSelectorOnly
    ? 'node-selector-mismatch'
    : name;
}
