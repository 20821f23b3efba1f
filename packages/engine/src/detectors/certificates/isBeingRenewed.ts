import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';

const CERTIFICATE_NAME = 'cert-manager.io/certificate-name';

/** Whether cert-manager looks after a Secret's certificate and has planned when to renew it; also where its plan was not read. */
export function isBeingRenewed(
  { metadata }: KnownKinds['Secret'],
  { snapshot }: DetectionContext,
): boolean {
  const name = metadata.annotations?.[CERTIFICATE_NAME];
  if (!name) return false;
  const certificate = snapshot.lookup(
    'Certificate.cert-manager.io',
    metadata.namespace,
    name,
  );
  if (certificate.state !== 'present') return certificate.state === 'unknown';
  const { renewalTime } = (certificate.object.status ?? {}) as {
    renewalTime?: unknown;
  };
  return (
    typeof renewalTime === 'string' &&
    Date.parse(renewalTime) > snapshot.capturedAt.getTime()
  );
}
