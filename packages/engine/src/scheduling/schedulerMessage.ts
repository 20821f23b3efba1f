import { BlockerKind } from './blockers';

/** One reason of a scheduler's message, with the number of nodes it holds for. */
export interface MessageReason {
  /** Undefined for a reason that is none of the filters known here. */
  kind: MessageKind | undefined;
  /** A resource or a taint's key, when the text names one. */
  detail?: string;
  /** Undefined when the reason concerns the pod and not single nodes. */
  nodes?: number;
  text: string;
}

export type MessageKind =
  | BlockerKind
  | 'pvcMissing'
  | 'pvcUnbound'
  | 'volumeLimit'
  | 'resourceClaim'
  | 'noNodes';

export interface SchedulerMessage {
  /** How many nodes the scheduler knew. */
  total: number;
  reasons: readonly MessageReason[];
}

/** The texts of the scheduler's filters over its versions; the first match wins. */
const TEXTS: readonly (readonly [RegExp, MessageKind])[] = [
  [/^Insufficient (?<detail>\S+)/i, 'resource'],
  [/^Too many pods/i, 'podCount'],
  [/were unschedulable/i, 'cordon'],
  [/untolerated taint|had taints? .*that the pod didn't tolerate/i, 'taint'],
  [
    /didn't match Pod's node affinity\/selector|didn't match node selector|didn't satisfy plugin\(s\) \[NodeAffinity\]/i,
    'affinity',
  ],
  [/free ports for the requested pod ports/i, 'hostPort'],
  [
    /volume node affinity conflict|didn't match PersistentVolume's node affinity|find available persistent volumes to bind|no available volume zone/i,
    'volume',
  ],
  [/exceed max volume count/i, 'volumeLimit'],
  [/ReadWriteOncePod access mode/i, 'claimInUse'],
  [/topology spread constraints/i, 'spread'],
  [/anti-affinity/i, 'podAntiAffinity'],
  [/didn't match pod affinity/i, 'podAffinity'],
  [/persistentvolumeclaim "(?<detail>[^"]+)" not found/i, 'pvcMissing'],
  [/unbound immediate PersistentVolumeClaims/i, 'pvcUnbound'],
  [/resourceclaim|device class|cannot allocate all claims/i, 'resourceClaim'],
  [/no nodes available to schedule pods/i, 'noNodes'],
];

/**
 * Reads what the scheduler says about a pod that it could not place, such as `0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu.`
 *
 * What it says about preemption is left out. Undefined for any other text.
 */
export function parseSchedulerMessage(
  message: string | undefined,
): SchedulerMessage | undefined {
  const text = message ?? '';
  if (/no nodes available to schedule pods/i.test(text))
    return { total: 0, reasons: [readReason(text)] };
  const match = /0\/(\d+) nodes are available:? ?([^]*)$/.exec(text);
  if (!match) return undefined;
  const [, total, rest] = match;
  const [reasons] = rest.split(
    /\.? ?(?:no new claims to deallocate, )?preemption: /i,
  );
  return { total: Number(total), reasons: splitReasons(reasons) };
}

/** How the scheduler calls a blocker that is told apart more finely here. */
const CALLED: Readonly<Partial<Record<BlockerKind, MessageKind>>> = {
  unhealthy: 'taint',
  selector: 'affinity',
};

/** Whether a message names a reason of this kind. True as well for text that gives no reasons at all, which contradicts nothing. */
export function bearsOut(
  message: SchedulerMessage | undefined,
  kind: BlockerKind,
): boolean {
  return (
    !message ||
    message.reasons.some(each => each.kind === (CALLED[kind] ?? kind))
  );
}

/** Reasons are separated by commas, and a taint or a list of plugins may hold further commas. */
function splitReasons(text: string): MessageReason[] {
  return text
    .replace(/\.\s*$/, '')
    .split(/, (?=\d+ )/)
    .map(each => each.trim())
    .filter(each => each !== '')
    .map(readReason);
}

function readReason(text: string): MessageReason {
  const [, count, reason = text] = /^(\d+) (.*)$/s.exec(text) ?? [];
  const nodes = count === undefined ? {} : { nodes: Number(count) };
  for (const [pattern, kind] of TEXTS) {
    const match = pattern.exec(reason);
    if (!match) continue;
    const taint =
      kind === 'taint' ? /\{([^:}\s]+)/.exec(reason)?.[1] : undefined;
    const detail = match.groups?.detail?.replace(/\.$/, '') ?? taint;
    return { kind, text: reason, ...nodes, ...(detail ? { detail } : {}) };
  }
  return { kind: undefined, text: reason, ...nodes };
}
