import { field, referenceTo } from '../../findings/evidence';
import { tolerates } from '../../scheduling/tolerations';
import { statusIsCurrent } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { lastWritten } from '../../snapshot/writes';
import { Detector } from '../Detector';

const GRACE = minutes(10);

/** DaemonSets that run where they should not. */
export const misscheduled: Detector = {
  id: 'ds.misscheduled',
  title: 'DaemonSet runs where it should not',
  tier: 'risk',
  kinds: ['DaemonSet', 'Pod', 'Node'],
  documentation: {
    speaks:
      'A DaemonSet has had pods on nodes that it is no longer meant for, ten minutes after its last change.',
    silent:
      'While nodes of its are cordoned or pods of its are being deleted, as before maintenance, and where a taint that the pods do not tolerate tells why: NoSchedule lets what runs stay, NoExecute evicts it.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#how-daemon-pods-are-scheduled',
      'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
    ],
  },

  *detect({ snapshot, graph }) {
    for (const set of snapshot.all('DaemonSet')) {
      const { metadata, status } = set;
      const count = status?.numberMisscheduled ?? 0;
      if (count === 0 || metadata.deletionTimestamp) continue;
      if (!statusIsCurrent(set)) continue;
      const changed = lastWritten(set, 'spec') ?? metadata.creationTimestamp;
      if (!olderThan(snapshot, changed, GRACE)) continue;
      const isExpected = graph.podsOf(referenceTo(set)).some(pod => {
        const node = snapshot.get('Node', undefined, pod.spec?.nodeName);
        return (
          pod.metadata.deletionTimestamp ||
          node?.spec?.unschedulable ||
          node?.spec?.taints?.some(
            taint =>
              (taint.effect === 'NoSchedule' || taint.effect === 'NoExecute') &&
              !tolerates(pod.spec?.tolerations, taint),
          )
        );
      });
      if (isExpected) continue;
      yield {
        subject: referenceTo(set),
        severity: 'low',
        message: `${count} pods of ${metadata.namespace}/${metadata.name} run on nodes that no longer match it`,
        evidence: [
          field(set, 'status.numberMisscheduled', count),
          field(
            set,
            'spec.template.spec.nodeSelector',
            set.spec?.template?.spec?.nodeSelector,
          ),
        ],
      };
    }
  },
};
