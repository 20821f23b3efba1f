import { field, referenceTo } from '../../findings/evidence';
import { statusIsCurrent } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { lastWritten } from '../../snapshot/writes';
import { Detector } from '../Detector';

const GRACE = minutes(2);
const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] as const;

/** Workloads whose newest specification nobody acts on. */
export const observedGenerationLag: Detector = {
  id: 'workload.observed-generation-lag',
  title: 'Controller does not act on the newest spec',
  tier: 'problem',
  kinds: [],
  documentation: {
    speaks:
      'The controller of a workload has not looked at its newest specification for two minutes: the controller manager is down or far behind.',
    silent: 'Snapshots that do not tell when the specification was written.',
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/controller/',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status',
    ],
  },

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
