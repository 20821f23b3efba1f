import { KnownKinds } from '../snapshot/objects';
import { Blocker } from './blockers';
import { matchesNodeSelector } from './nodeSelection';
import { carriesSelector } from './placement';
import { CORDON_TAINT, UNHEALTHY_TAINTS, tolerates } from './tolerations';

type Pod = KnownKinds['Pod'];
type Node = KnownKinds['Node'];

const CORDON = { key: CORDON_TAINT, effect: 'NoSchedule' };

/** What keeps a pod off a node whatever else runs in the cluster: taints, and the node selector and affinity of the pod. */
export function nodeBlockers(pod: Pod, node: Node): Blocker[] {
  return [...taintBlockers(pod, node), ...selectionBlockers(pod, node)];
}

function taintBlockers(pod: Pod, node: Node): Blocker[] {
  const { taints = [], unschedulable } = node.spec ?? {};
  const { tolerations } = pod.spec ?? {};
  const blockers: Blocker[] = [];
  if (unschedulable && !tolerates(tolerations, CORDON))
    blockers.push({ kind: 'cordon', detail: CORDON_TAINT });
  for (const taint of taints) {
    if (!['NoSchedule', 'NoExecute'].includes(taint.effect)) continue;
    if (tolerates(tolerations, taint)) continue;
    if (taint.key === CORDON_TAINT && unschedulable) continue;
    blockers.push({ kind: taintKind(taint.key), detail: taint.key });
  }
  return blockers;
}

function taintKind(key: string) {
  if (key === CORDON_TAINT) return 'cordon';
  return UNHEALTHY_TAINTS.has(key) ? 'unhealthy' : 'taint';
}

function selectionBlockers(pod: Pod, node: Node): Blocker[] {
  const blockers: Blocker[] = [];
  if (!carriesSelector(pod, node))
    blockers.push({ kind: 'selector', detail: '' });
  const required =
    pod.spec?.affinity?.nodeAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution;
  if (!matchesNodeSelector(required, node))
    blockers.push({ kind: 'affinity', detail: '' });
  return blockers;
}
