import { field, referenceTo } from '../../findings/evidence';
import { TEMPLATED_KINDS } from '../../graph/workloads';
import { Detector } from '../Detector';

const DEFAULT = 'default';

export const defaultUsed: Detector = {
  id: 'namespace.default-used',
  title: 'Object lives in the namespace default',
  tier: 'hygiene',
  kinds: ['Namespace'],
  concludesFrom: [...TEMPLATED_KINDS, 'Service'],
  documentation: {
    speaks:
      'A workload or a Service lives in the namespace `default`, where nothing separates it from others: quotas, roles and network policies apply to namespaces.',
    silent:
      'The Service `kubernetes`, which is the API server, finished Jobs, and what another object controls.',
    sources: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces',
    ],
  },

  *detect({ snapshot }) {
    for (const kind of [...TEMPLATED_KINDS, 'Service'] as const) {
      for (const object of snapshot.inNamespace(kind, DEFAULT)) {
        const {
          name,
          deletionTimestamp,
          ownerReferences = [],
        } = object.metadata;
        if (deletionTimestamp || ownerReferences.some(each => each.controller))
          continue;
        if (kind === 'Service' && name === 'kubernetes') continue;
        if (kind === 'Job' && isFinished(object)) continue;
        yield {
          subject: referenceTo(object),
          severity: 'low',
          message: `${kind} ${name} lives in the namespace default`,
          evidence: [field(object, 'metadata.namespace', DEFAULT)],
        };
      }
    }
  },
};

function isFinished(job: { status?: unknown }) {
  const { conditions } = (job.status ?? {}) as { conditions?: unknown[] };
  return (conditions ?? []).length > 0;
}
