import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { minutes, within } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf } from '../../snapshot/untyped';

const CERTIFICATE = 'Certificate.cert-manager.io';
const ISSUE_GRACE = minutes(15);

/**
 * Whether cert-manager may be about to make a TLS Secret: the object that needs it asks for it by annotation, or a Certificate is to fill it, and either of them is
 * younger than a quarter of an hour. Also where Certificates are served and were not read.
 *
 * @see https://cert-manager.io/docs/reference/annotations/
 */
export function isBeingIssued(
  user: Pick<KubernetesObject, 'metadata'>,
  secret: { namespace?: string; name: string },
  snapshot: ClusterSnapshot,
): boolean {
  const isRecent = ({ metadata }: Pick<KubernetesObject, 'metadata'>) =>
    within(snapshot, metadata.creationTimestamp, ISSUE_GRACE);
  const asksForOne = Object.keys(user.metadata.annotations ?? {}).some(
    key =>
      key.startsWith('cert-manager.io/') || key === 'kubernetes.io/tls-acme',
  );
  const state = snapshot.readState(CERTIFICATE, secret.namespace);
  return (
    (state !== 'complete' && state !== 'notServed') ||
    (asksForOne && isRecent(user)) ||
    snapshot
      .inNamespace(CERTIFICATE, secret.namespace)
      .some(
        each =>
          fieldsOf(each.spec).secretName === secret.name && isRecent(each),
      )
  );
}
