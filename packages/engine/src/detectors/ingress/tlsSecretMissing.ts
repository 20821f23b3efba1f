import { absence, field, referenceTo } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { isBeingIssued } from '../shared/isBeingIssued';
import { nameOf } from '../shared/sightings';

const GRACE = seconds(60);

export const tlsSecretMissing: Detector = {
  id: 'ingress.tls-secret-missing',
  title: 'TLS Secret of Ingress cannot be used',
  tier: 'problem',
  kinds: ['Ingress', 'Secret'],
  documentation: {
    speaks:
      'For a minute an Ingress has named a Secret for TLS that does not exist, or that is of another type and lacks the certificate or its key.',
    silent:
      'Silent without a name, when the controller’s own certificate serves, and for a quarter of an hour where cert-manager is to make the Secret.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
    ],
  },

  detect(context) {
    const { snapshot } = context;
    const collected = new DraftCollector();
    for (const ingress of snapshot.all('Ingress')) {
      const { namespace, deletionTimestamp, creationTimestamp } =
        ingress.metadata;
      if (deletionTimestamp) continue;
      if (!olderThan(snapshot, creationTimestamp, GRACE)) continue;
      for (const [index, { secretName }] of (
        ingress.spec?.tls ?? []
      ).entries()) {
        if (!secretName) continue;
        const secret = { namespace, name: secretName };
        if (isBeingIssued(ingress, secret, snapshot)) continue;
        const fault = faultOf(namespace, secretName, context);
        if (!fault) continue;
        collected.add({
          detector: 'ingress.tls-secret-missing',
          subject: referenceTo(ingress),
          key: secretName,
          severity: 'medium',
          message: `${nameOf(referenceTo(ingress))} terminates TLS with Secret ${namespace}/${secretName}, which ${fault.words}`,
          evidence: [
            field(ingress, `spec.tls[${index}].secretName`, secretName),
            fault.evidence,
          ],
        });
      }
    }
    return collected.drafts();
  },
};

const PARTS = ['tls.crt', 'tls.key'] as const;

function faultOf(
  namespace: string | undefined,
  name: string,
  { snapshot }: DetectionContext,
) {
  const secret = snapshot.lookup('Secret', namespace, name);
  const reference = { apiVersion: 'v1', kind: 'Secret', namespace, name };
  if (secret.state === 'absent')
    return { words: 'does not exist', evidence: absence(reference) };
  if (secret.state === 'unknown' || !snapshot.hasContents('Secret'))
    return undefined;
  const { type, data = {} } = secret.object;
  const missing = PARTS.find(part => !(part in data));
  if (!type || type === 'kubernetes.io/tls' || !missing) return undefined;
  return {
    words: `is of type ${type} and has no key "${missing}"`,
    evidence: absence(reference, `key "${missing}"`),
  };
}
