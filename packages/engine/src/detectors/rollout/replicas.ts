import { Workload } from '../../graph/workloads';
import { KnownKinds } from '../../snapshot/objects';

/** Whether a workload has fewer pods than it wants, so that a failed creation still matters. */
export function isShortOfPods(workload: Workload): boolean {
  switch (workload.kind) {
    case 'DaemonSet': {
      const { status } = workload as KnownKinds['DaemonSet'];
      return (
        (status?.currentNumberScheduled ?? 0) <
        (status?.desiredNumberScheduled ?? 0)
      );
    }
    case 'Job': {
      const { spec, status } = workload as KnownKinds['Job'];
      const finished = (status?.conditions ?? []).some(
        each =>
          ['Complete', 'Failed'].includes(each.type) && each.status === 'True',
      );
      return !finished && !spec?.suspend && !status?.active;
    }
    case 'CronJob':
      return !(workload as KnownKinds['CronJob']).spec?.suspend;
    default: {
      const { spec, status } = workload as KnownKinds['ReplicaSet'];
      return (status?.replicas ?? 0) < (spec?.replicas ?? 1);
    }
  }
}
