import { Evidence } from '../../findings/Finding';
import { absence, eventEvidence, field } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { unquietPods } from '../shared/pods';

const GRACE = seconds(120);

interface Cause {
  key: string;
  words: string;
  evidence: Evidence[];
}

/** Pods that should be gone by now. */
export const terminatingStuck: Detector = {
  id: 'pod.terminating-stuck',
  title: 'Pod does not go away',
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    speaks:
      'A deleted pod still exists two minutes after its deletionTimestamp, which already includes its grace period. Says whether the node, a finalizer, the kubelet or a preStop hook holds it.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of unquietPods(context)) {
    const { deletionTimestamp } = pod.metadata;
    if (!olderThan(snapshot, deletionTimestamp, GRACE)) continue;
    const cause = causeOf(pod, context);
    const subject = graph.topOwner(pod);
    yield {
      subject,
      key: cause.key,
      severity: 'medium' as const,
      message: `Deleted pods of ${nameOf(subject)} do not go away: ${cause.words}`,
      evidence: [
        field(pod, 'metadata.deletionTimestamp', deletionTimestamp),
        ...cause.evidence,
      ],
      affected: affectedPod(pod, { since: deletionTimestamp }),
    };
  }
}

function causeOf(pod: KnownKinds['Pod'], context: DetectionContext): Cause {
  const finalizers = pod.metadata.finalizers ?? [];
  return (
    lostNode(pod, context) ??
    (finalizers.length > 0
      ? {
          key: 'finalizers',
          words: `finalizer ${finalizers.join(', ')} is not removed by its controller`,
          evidence: [field(pod, 'metadata.finalizers', finalizers)],
        }
      : undefined) ??
    failedKill(pod, context) ??
    longPreStop(pod) ?? {
      key: 'unknown',
      words: 'nothing in the cluster says why',
      evidence: [],
    }
  );
}

/** Only a node's kubelet can confirm that a pod's processes are gone. */
function lostNode(
  pod: KnownKinds['Pod'],
  { snapshot }: DetectionContext,
): Cause | undefined {
  const name = pod.spec?.nodeName;
  if (!name) return undefined;
  const node = snapshot.lookup('Node', undefined, name);
  if (node.state === 'absent') {
    return {
      key: 'node',
      words: `node ${name} no longer exists`,
      evidence: [absence({ apiVersion: 'v1', kind: 'Node', name })],
    };
  }
  if (node.state === 'unknown') return undefined;
  const ready = node.object.status?.conditions?.find(
    ({ type }) => type === 'Ready',
  );
  if (!ready || ready.status === 'True') return undefined;
  return {
    key: 'node',
    words: `node ${name} is not ready`,
    evidence: [
      field(node.object, 'status.conditions[Ready]', {
        type: ready.type,
        status: ready.status,
        reason: ready.reason ?? null,
      }),
    ],
  };
}

function failedKill(
  pod: KnownKinds['Pod'],
  { graph }: DetectionContext,
): Cause | undefined {
  const [event] = graph.eventsOf(pod, {
    reasons: ['FailedKillPod', 'ExceededGracePeriod'],
  });
  return (
    event && {
      key: 'kill-failed',
      words: 'the kubelet cannot stop its containers',
      evidence: [eventEvidence(event)],
    }
  );
}

function longPreStop(pod: KnownKinds['Pod']): Cause | undefined {
  const containers = pod.spec?.containers ?? [];
  const running = new Set(
    (pod.status?.containerStatuses ?? [])
      .filter(each => each.state?.running)
      .map(each => each.name),
  );
  const index = containers.findIndex(
    ({ name, lifecycle }) => lifecycle?.preStop && running.has(name),
  );
  const container = containers[index];
  return (
    container && {
      key: 'prestop',
      words: `container ${container.name} still runs, with a preStop hook`,
      evidence: [
        field(
          pod,
          `spec.containers[${index}].lifecycle.preStop`,
          Object.keys(container.lifecycle?.preStop ?? {}),
        ),
      ],
    }
  );
}
