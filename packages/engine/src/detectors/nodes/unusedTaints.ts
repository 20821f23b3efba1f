import type { Taint, Toleration } from 'kubernetes-types/core/v1';
import { field, referenceTo } from '../../findings/evidence';
import { Workload, podTemplateOf } from '../../graph/workloads';
import {
  CORDON_TAINT,
  UNHEALTHY_TAINTS,
  formatTaint,
  tolerates,
} from '../../scheduling/tolerations';
import { days, olderThan } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { isFinished } from '../shared/pods';
import { isControlPlane, isLeaving, isOrdinary } from './nodeTraits';

const GRACE = days(1);
const TOLERATING_KINDS = [
  'Pod',
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'Job',
  'CronJob',
];
/** Words by which nodes are kept free on purpose. */
const SPARE = /spare|reserve|standby|buffer|startup|agent-not-ready/i;

export const unusedTaints: Detector = {
  id: 'node.taint-untolerated-by-all',
  title: 'Nothing in the cluster may run on the node',
  tier: 'hygiene',
  kinds: ['Node', ...TOLERATING_KINDS],
  documentation: {
    speaks:
      'A node older than a day holds no pod but those of DaemonSets, and no pod or pod template of the cluster tolerates one of its NoSchedule or NoExecute taints.',
    silent:
      'The control plane, cordoned nodes and those that are unwell or being taken away, taints that speak of spare capacity, and pods that come only with a job, such as those of pipelines: a tolerance in any template is enough.',
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    const isKnown = TOLERATING_KINDS.every(
      kind => snapshot.readState(kind) === 'complete',
    );
    if (!isKnown) return;
    const candidates = snapshot
      .all('Node')
      .filter(
        node =>
          !isControlPlane(node) &&
          !isLeaving(node) &&
          !node.spec?.unschedulable &&
          olderThan(snapshot, node.metadata.creationTimestamp, GRACE) &&
          (node.spec?.taints ?? []).some(isReservation),
      )
      .filter(({ metadata }) =>
        graph
          .podsOn(metadata.name)
          .every(pod => isFinished(pod) || !isOrdinary(pod)),
      );
    if (candidates.length === 0) return;

    const tolerations = tolerationsIn(context);
    for (const node of candidates) {
      const taints = node.spec?.taints ?? [];
      const index = taints.findIndex(
        taint =>
          isReservation(taint) &&
          !tolerations.some(each => tolerates(each, taint)),
      );
      if (index < 0) continue;
      const taint = taints[index];
      yield {
        subject: referenceTo(node),
        key: taint.key,
        severity: 'low',
        message: `No pod of the cluster tolerates the taint ${formatTaint(taint)} of ${node.metadata.name}, and none runs there`,
        evidence: [field(node, `spec.taints[${index}]`, taint)],
      };
    }
  },
};

function isReservation({ key, effect }: Taint) {
  return (
    ['NoSchedule', 'NoExecute'].includes(effect) &&
    key !== CORDON_TAINT &&
    !UNHEALTHY_TAINTS.has(key) &&
    !SPARE.test(key)
  );
}

/** Every list of tolerations once; those of DaemonSets, which follow the nodes, do not count. */
function tolerationsIn({ snapshot, graph }: DetectionContext) {
  const lists = new Map<string, readonly Toleration[]>();
  const add = (list: readonly Toleration[] | undefined) => {
    if (list?.length) lists.set(JSON.stringify(list), list);
  };
  for (const pod of snapshot.all('Pod'))
    if (isOrdinary(pod)) add(pod.spec?.tolerations);
  for (const workload of graph.workloads() as readonly Workload[])
    if (workload.kind !== 'DaemonSet')
      add(podTemplateOf(workload)?.template.spec?.tolerations);
  return [...lists.values()];
}
