import { eventEvidence, field, shorten } from '../../findings/evidence';
import { hours, within } from '../../snapshot/durations';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { podCondition, unquietPods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { preemptedAndGone } from './preemptedAndGone';

const ROWS = [
  {
    id: 'pod.preempted',
    title: 'Pods gave way to more important ones',
    documentation: {
      speaks:
        'Within the last hour the scheduler removed pods to make room for others of higher priority; of pods that are gone this is told while those that were to replace them wait for a node. Three or more of one workload are of medium severity.',
      silent:
        'Gone pods of negative priority: placeholders are there to give way.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
        'https://kubernetes.io/docs/tasks/administer-cluster/node-overprovisioning/',
      ],
    },
    concludesFrom: ['Event'],
  },
  {
    id: 'pod.disruption',
    title: 'Pods were taken away on purpose',
    documentation: {
      speaks:
        'Within the last hour pods were taken away by an eviction request, a taint, the clean-up after a lost node or their kubelet: a drain is the ordinary course of things, and told for information.',
    },
    tier: 'hygiene',
  },
] as const;

const MANY_PREEMPTIONS = 3;

/** Why a pod was taken away, in words; reasons of the condition DisruptionTarget. */
const REASONS: Readonly<Record<string, string>> = {
  EvictionByEvictionAPI: 'an eviction request, as when a node is drained',
  DeletionByTaintManager: 'a taint of their node that they do not tolerate',
  DeletionByPodGC: 'the clean-up of pods whose node is gone',
  TerminationByKubelet: 'their node, which ran short of resources or shut down',
};

/** Pods that the cluster took away: what changed, rather than what is wrong. */
export const disruptions = detectorFamily({
  rows: ROWS,
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions',
    ],
  },
  read: context =>
    groupSightings([
      ...disruptionsIn(context),
      ...preemptedAndGone(context),
    ]).map(weighed),
});

function* disruptionsIn(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of unquietPods(context)) {
    const target = podCondition(pod, 'DisruptionTarget');
    const [event] = graph.eventsOf(pod, {
      reasons: ['Preempted'],
      within: hours(1),
    });
    const isTarget =
      target?.status === 'True' &&
      within(snapshot, target.lastTransitionTime, hours(1));
    const subject = graph.topOwner(pod);
    const affected = affectedPod(pod, {
      since: target?.lastTransitionTime ?? event?.lastTimestamp,
    });
    const evidence = [
      ...(target && isTarget
        ? [
            field(pod, target.path, {
              type: target.type,
              reason: target.reason ?? null,
              message: shorten(target.message ?? ''),
            }),
          ]
        : []),
      ...(event ? [eventEvidence(event)] : []),
    ];
    const reason = (isTarget && target?.reason) || '';
    if (reason === 'PreemptionByScheduler' || event) {
      yield {
        detector: 'pod.preempted',
        subject,
        severity: 'low' as const,
        message: `Pods of ${nameOf(subject)} were removed to make room for pods of higher priority`,
        evidence,
        affected,
      };
    } else if (REASONS[reason]) {
      yield {
        detector: 'pod.disruption',
        subject,
        key: reason,
        severity: 'info' as const,
        message: `Pods of ${nameOf(subject)} were taken away by ${REASONS[reason]}`,
        evidence,
        affected,
      };
    }
  }
}

function weighed(draft: FamilyDraft): FamilyDraft {
  const count = draft.affected?.length ?? 0;
  return draft.detector === 'pod.preempted' && count >= MANY_PREEMPTIONS
    ? { ...draft, severity: 'medium' }
    : draft;
}
