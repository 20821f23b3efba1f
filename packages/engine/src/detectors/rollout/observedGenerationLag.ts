import { field, referenceTo } from '../../findings/evidence';
import { statusIsCurrent } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { lastWritten } from '../../snapshot/writes';
import { Detector } from '../Detector';

const GRACE = minutes(2);
const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] as const;

/**
 * A workload whose newest spec its controller has not looked at: the controller manager is down or far behind.
 *
 * Speaks only where the snapshot knows when the spec was written.
 */
export const observedGenerationLag: Detector = {
  id: 'workload.observed-generation-lag',
  title: 'Controller does not act on the newest spec',
  tier: 'problem',
  kinds: [],

  *detect({ snapshot }) {
    for (const kind of KINDS) {
      for (const workload of snapshot.all(kind)) {
        const { metadata, status } = workload;
        if (metadata.deletionTimestamp || statusIsCurrent(workload)) continue;
        const written = lastWritten(workload, 'spec');
        if (!olderThan(snapshot, written, GRACE)) continue;
        yield {
          subject: referenceTo(workload),
          severity: 'high',
          message: `The controller has seen generation ${status?.observedGeneration} of ${metadata.namespace}/${metadata.name}, the newest is ${metadata.generation}`,
          evidence: [
            field(workload, 'metadata.generation', metadata.generation),
            field(
              workload,
              'status.observedGeneration',
              status?.observedGeneration,
            ),
          ],
          since: written,
        };
      }
    }
  },
};
