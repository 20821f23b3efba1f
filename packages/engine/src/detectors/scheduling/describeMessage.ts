import {
  MessageReason,
  parseSchedulerMessage,
} from '../../scheduling/schedulerMessage';

/** A reason that only the scheduler's own words give. */
export interface MessageDescription {
  detector: string;
  key?: string;
  message: string;
}

/** Detectors of the scheduler's reasons, in the order in which one is blamed before another. */
const DETECTORS: readonly (readonly [MessageReason['kind'], string])[] = [
  ['resourceClaim', 'dra-unallocated'],
  ['volumeLimit', 'volume-limit'],
  ['resource', 'insufficient-other'],
  ['podCount', 'max-pods'],
  ['hostPort', 'host-port-conflict'],
  ['podAffinity', 'pod-affinity-unsatisfied'],
  ['podAntiAffinity', 'anti-affinity-blocked'],
  ['spread', 'topology-spread-blocked'],
  ['taint', 'taint-untolerated'],
  ['cordon', 'only-cordoned-nodes'],
  ['affinity', 'node-affinity-unsatisfied'],
];

/** Reasons for which other nodes are only left out, not full. */
const EXCLUDING = new Set<MessageReason['kind']>([
  'taint',
  'cordon',
  'affinity',
]);

/**
 * What the scheduler says about a pod, for when the nodes are not known. It names one reason a node, the first that it met; reasons that leave nodes out are told only
 * when no other is given. Undefined for text that gives no known reason.
 */
export function describeMessage(text: string): MessageDescription | undefined {
  const parsed = parseSchedulerMessage(text);
  if (!parsed) return undefined;
  const candidates = DETECTORS.flatMap(([kind, name]) =>
    parsed.reasons
      .filter(reason => reason.kind === kind)
      .map(reason => ({ reason, name })),
  );
  const limiting = candidates.find(each => !EXCLUDING.has(each.reason.kind));
  const chosen = limiting ?? candidates[0];
  if (!chosen) return undefined;
  const { reason, name } = chosen;
  const where =
    reason.nodes === undefined
      ? ''
      : ` (${reason.nodes} of ${parsed.total} nodes)`;
  const isMain =
    reason.kind === 'resource' && /^(cpu|memory)$/.test(reason.detail ?? '');
  return {
    detector: `scheduling.${isMain ? `insufficient-${reason.detail}` : name}`,
    ...(reason.detail && !isMain ? { key: reason.detail } : {}),
    message: `The scheduler reports: ${reason.text}${where}`,
  };
}

/** A reason that the simulation does not know and the scheduler gives, such as a limit of attached volumes. */
export function describeUnmodelled(
  text: string,
): MessageDescription | undefined {
  const description = describeMessage(text);
  return description &&
    ['scheduling.volume-limit', 'scheduling.dra-unallocated'].includes(
      description.detector,
    )
    ? description
    : undefined;
}
