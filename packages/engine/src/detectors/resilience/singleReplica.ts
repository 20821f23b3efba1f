import { field } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { JudgedWorkload } from '../shared/judgedWorkloads';
import { autoscalerOf, scalableOf } from '../shared/replicas';
import { scalableServingWorkloads } from '../shared/servingWorkloads';
import { workloadDetector } from '../shared/workloadDetector';

/** A workload that others use and that has a single pod. */
export const singleReplica = workloadDetector({
  id: 'resources.single-replica',
  title: 'Service rests on a single pod',
  tier: 'risk',
  kinds: ['Service', 'HorizontalPodAutoscaler'],
  documentation: {
    speaks:
      'A Service routes to a workload that wants one pod, and no autoscaler keeps two: the loss of a node or a drain interrupts it.',
    silent:
      'Deployments whose pod mounts a volume that only one node may write to, since a second replica could not start. Jobs, DaemonSets and single pods. Workloads that no Service selects.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/',
    ],
  },
  among: scalableServingWorkloads,
  check(workload, { snapshot }) {
    const { subject } = workload;
    const scalable = scalableOf(subject, snapshot);
    if (scalable?.replicas !== 1) return undefined;
    const autoscaler = autoscalerOf(subject, snapshot);
    if ((autoscaler?.spec?.minReplicas ?? 1) >= 2) return undefined;
    if (
      subject.kind !== 'StatefulSet' &&
      mountsSingleWriter(workload, snapshot)
    )
      return undefined;
    return {
      severity: 'medium',
      message: 'A Service routes to the workload, which has a single pod',
      evidence: [
        field(scalable.object, 'spec.replicas', scalable.replicas),
        ...(autoscaler
          ? [
              field(
                autoscaler,
                'spec.minReplicas',
                autoscaler.spec?.minReplicas,
              ),
            ]
          : []),
      ],
    };
  },
});

function mountsSingleWriter(
  { pod }: JudgedWorkload,
  snapshot: ClusterSnapshot,
) {
  return (pod.spec?.volumes ?? []).some(({ persistentVolumeClaim }) => {
    const claim = snapshot.get(
      'PersistentVolumeClaim',
      pod.metadata.namespace,
      persistentVolumeClaim?.claimName,
    );
    const modes = claim?.spec?.accessModes ?? [];
    return (
      modes.length > 0 && modes.every(mode => mode.startsWith('ReadWriteOnce'))
    );
  });
}
