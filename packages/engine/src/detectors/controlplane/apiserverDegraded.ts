import { UnreadEvidence } from '../../findings/Finding';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { resourceOfKind } from '../../snapshot/resources';
import { Detector } from '../Detector';

/** One kind that fails may be one that another server serves. */
const FEWEST_KINDS = 2;

/** What the API server itself writes when it is not well; what stands between it and the reader may fail in other words. */
const FAULT =
  /etcdserver|apiserver not ready|server is currently unable to handle the request|internal error occurred|storage is \(re\)initializing|too many requests|unable to return a response in the time allotted|request did not complete within/i;

export const apiserverDegraded: Detector = {
  id: 'controlplane.apiserver-degraded',
  title: 'API server does not answer as it should',
  tier: 'problem',
  kinds: [],
  documentation: {
    speaks:
      'Two or more kinds that the API server serves itself could not be read because it answered with an error of its own.',
    silent:
      'Silent for refused permissions, for kinds of add-ons, which other servers may serve, and where no answer came, as the way there may be to blame.',
    sources: ['https://kubernetes.io/docs/reference/using-api/health-checks/'],
  },

  *detect({ snapshot }) {
    const failed = failedReads(snapshot);
    if (failed.length < FEWEST_KINDS) return;
    yield {
      subject: {
        apiVersion: 'v1',
        kind: 'Service',
        namespace: 'default',
        name: 'kubernetes',
      },
      key: 'reads',
      severity: 'high',
      message: `The API server failed to list ${failed.length} kinds: ${failed[0].reason}`,
      evidence: failed.slice(0, 5),
    };
  },
};

function failedReads(snapshot: ClusterSnapshot): UnreadEvidence[] {
  return snapshot.kinds().flatMap(kind => {
    const { state, message = '' } = snapshot.readOf(kind) ?? {};
    const resource = resourceOfKind(kind);
    const isOwn = resource !== undefined && !resource.optional;
    return isOwn && state === 'failed' && FAULT.test(message)
      ? [
          {
            type: 'unread' as const,
            object: { kind, name: '*' },
            reason: message,
          },
        ]
      : [];
  });
}
