import { field } from '../../findings/evidence';
import { workloadsWhere } from '../shared/judgedWorkloads';
import { servingWorkloads } from '../shared/servingWorkloads';
import { workloadDetector } from '../shared/workloadDetector';

/** Pods that others use and that the kubelet evicts before all others. */
export const bestEffort = workloadDetector({
  id: 'resources.best-effort',
  title: 'Serving pods are the first to be evicted',
  kinds: ['Service'],
  documentation: {
    speaks:
      'A Service routes to pods of the class BestEffort, which state neither requests nor limits: under pressure the kubelet evicts them, and the kernel kills them, before all others.',
    silent: 'Jobs and single pods, and pods that no Service selects.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/#besteffort',
    ],
  },
  among: workloadsWhere(({ isRunning }) => isRunning, servingWorkloads),
  check({ pod }) {
    if (pod.status?.qosClass !== 'BestEffort') return undefined;
    return {
      severity: 'medium',
      message: 'A Service routes to pods that are the first to be evicted',
      evidence: [field(pod, 'status.qosClass', 'BestEffort')],
    };
  },
});
