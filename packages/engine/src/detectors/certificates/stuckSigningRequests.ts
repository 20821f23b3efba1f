import { ObjectReference } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { hours, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { DraftCollector } from '../DraftCollector';

type SigningRequest = KnownKinds['CertificateSigningRequest'];

const ID = 'cert.csr-stuck';
const GRACE = hours(1);
const NODE_USER = 'system:node:';

export const stuckSigningRequests: Detector = {
  id: ID,
  title: 'Certificate is not issued',
  tier: 'problem',
  kinds: ['CertificateSigningRequest'],
  documentation: {
    speaks:
      'A CertificateSigningRequest has for an hour been neither approved nor denied, been approved without a certificate, or failed. Requests of a kubelet are told once for its node and signer.',
    silent: 'Denied requests.',
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/',
    ],
  },

  *detect({ snapshot }) {
    const collector = new DraftCollector();
    for (const request of snapshot.all('CertificateSigningRequest')) {
      const { creationTimestamp, deletionTimestamp } = request.metadata;
      if (deletionTimestamp || !olderThan(snapshot, creationTimestamp, GRACE))
        continue;
      const fault = faultOf(request);
      if (!fault) continue;
      const { signerName, username } = request.spec ?? {};
      collector.add({
        detector: ID,
        subject: subjectOf(request),
        key: signerName,
        severity: 'medium',
        message: `The request of ${username ?? 'somebody'} for a certificate by ${signerName ?? 'a signer that it does not name'} ${fault}`,
        evidence: [
          field(request, 'spec.signerName', signerName),
          field(request, 'status.conditions', request.status?.conditions ?? []),
        ],
        affected: [
          {
            ...referenceTo(request),
            ...(creationTimestamp ? { since: creationTimestamp } : {}),
          },
        ],
      });
    }
    yield* collector.drafts();
  },
};

function faultOf(request: SigningRequest): string | undefined {
  const isTrue = (type: string) =>
    conditionOf(request, type)?.status === 'True';
  if (isTrue('Denied') || request.status?.certificate) return undefined;
  if (isTrue('Failed'))
    return `has failed: ${conditionOf(request, 'Failed')?.message ?? 'no reason given'}`;
  return isTrue('Approved')
    ? 'is approved, and its signer has issued nothing'
    : 'waits for somebody to approve it';
}

/** Kubelets ask again under new names; what stays is the node. */
function subjectOf(request: SigningRequest): ObjectReference {
  const { username = '' } = request.spec ?? {};
  return username.startsWith(NODE_USER)
    ? { apiVersion: 'v1', kind: 'Node', name: username.slice(NODE_USER.length) }
    : referenceTo(request);
}
