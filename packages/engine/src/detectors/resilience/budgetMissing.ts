import { field } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { budgetsCounting } from '../disruption/budgetsOfPods';
import { JudgedWorkload, workloadsWhere } from '../shared/judgedWorkloads';
import { autoscalerOf, scalableOf } from '../shared/replicas';
import { scalableServingWorkloads } from '../shared/servingWorkloads';
import { workloadDetector } from '../shared/workloadDetector';

/** Several pods of which a drain may take all at once. */
export const budgetMissing = workloadDetector({
  id: 'resources.pdb-missing',
  title: 'No disruption budget covers the pods',
  kinds: ['Service', 'PodDisruptionBudget'],
  documentation: {
    speaks:
      'A Service routes to a workload that wants two pods or more, and no PodDisruptionBudget selects them: drains of several nodes may take all of them at once.',
    silent:
      'Jobs, DaemonSets and single pods. Workloads that no Service selects.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/',
      'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
    ],
  },
  among: workloadsWhere(
    (workload, { snapshot }) => wantedPods(workload, snapshot) >= 2,
    scalableServingWorkloads,
  ),
  check({ pod }, context) {
    const { namespace, labels } = pod.metadata;
    if (
      context.snapshot.readState('PodDisruptionBudget', namespace) !==
      'complete'
    )
      return undefined;
    if (budgetsCounting(namespace, labels, context).length > 0)
      return undefined;
    return {
      severity: 'low',
      message: 'No PodDisruptionBudget selects the pods',
      evidence: [field(pod, 'metadata.labels', labels)],
    };
  },
});

function wantedPods({ subject }: JudgedWorkload, snapshot: ClusterSnapshot) {
  return Math.max(
    scalableOf(subject, snapshot)?.replicas ?? 0,
    autoscalerOf(subject, snapshot)?.spec?.minReplicas ?? 0,
  );
}
