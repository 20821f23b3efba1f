import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { conditionOf, statusIsCurrent } from '../snapshot/conditions';
import { KnownKinds, KubernetesObject } from '../snapshot/objects';
import { WorkloadSummary } from './ClusterResources';
import { isRead } from './unreadKinds';

type Counted = KnownKinds[(typeof COUNTED_KINDS)[number]];

/** Kinds that are counted, in the order in which they are told. */
export const COUNTED_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'CronJob',
  'Job',
] as const;

const COUNTED: ReadonlySet<string> = new Set(COUNTED_KINDS);

/** Counts workloads by kind, in one namespace or in all; kinds that were not read are left out. */
export function workloadSummaries(
  snapshot: ClusterSnapshot,
  namespace?: string,
): WorkloadSummary[] {
  return COUNTED_KINDS.filter(kind => isRead(snapshot, kind, namespace)).map(
    kind => {
      const all: readonly Counted[] =
        namespace === undefined
          ? snapshot.all(kind)
          : snapshot.inNamespace(kind, namespace);
      const own = all.filter(each => !isMadeByWorkload(each));
      return { kind, total: own.length, ready: own.filter(isReady).length };
    },
  );
}

function isMadeByWorkload({ metadata }: Pick<KubernetesObject, 'metadata'>) {
  return metadata.ownerReferences?.some(
    owner => owner.controller && COUNTED.has(owner.kind),
  );
}

function isReady(workload: Counted): boolean {
  if (workload.kind === 'CronJob') return true;
  if (workload.kind === 'Job')
    return conditionOf(workload, 'Failed')?.status !== 'True';
  if (!statusIsCurrent(workload)) return false;
  if (workload.kind === 'DaemonSet') {
    const { numberReady, desiredNumberScheduled } =
      (workload as KnownKinds['DaemonSet']).status ?? {};
    return (numberReady ?? 0) >= (desiredNumberScheduled ?? 0);
  }
  const { spec, status } = workload as KnownKinds['Deployment'];
  return (status?.readyReplicas ?? 0) >= (spec?.replicas ?? 1);
}
