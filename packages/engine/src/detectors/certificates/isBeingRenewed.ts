import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';

const CERTIFICATE_NAME = 'cert-manager.io/certificate-name';

/** Whether cert-manager looks after a Secret's certificate and has planned when to renew it. */
export function isBeingRenewed(
  { metadata }: KnownKinds['Secret'],
  { snapshot }: DetectionContext,
): boolean {
  const name = metadata.annotations?.[CERTIFICATE_NAME];
  if (!name) return false;
  const certificate = snapshot.get(
    'Certificate.cert-manager.io',
    metadata.namespace,
    name,
  );
  const { renewalTime } = (certificate?.status ?? {}) as {
    renewalTime?: unknown;
  };
  return (
    typeof renewalTime === 'string' &&
    Date.parse(renewalTime) > snapshot.capturedAt.getTime()
  );
}
