import { field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';
import { tlsSecrets } from './certificateSources';

export const hostMismatch: Detector = {
  id: 'cert.host-mismatch',
  title: 'Certificate was issued for other hosts',
  tier: 'problem',
  kinds: ['Ingress', 'Secret'],
  documentation: {
    speaks:
      'An Ingress serves a host with a TLS Secret whose certificate names other hosts. A wildcard stands for exactly one label.',
    silent:
      'Secrets of which only the existence or the keys were read, and certificates without alternative names.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
    ],
  },

  *detect({ snapshot }) {
    const read = new Map(
      tlsSecrets(snapshot).map(each => [
        `${each.secret.metadata.namespace}/${each.secret.metadata.name}`,
        each,
      ]),
    );
    if (read.size === 0) return;
    for (const ingress of snapshot.all('Ingress')) {
      const { namespace, name, deletionTimestamp } = ingress.metadata;
      if (deletionTimestamp) continue;
      for (const [index, entry] of (ingress.spec?.tls ?? []).entries()) {
        const used = read.get(`${namespace}/${entry.secretName}`);
        const served = used?.leaf?.hosts ?? [];
        if (!used || served.length === 0) continue;
        for (const host of entry.hosts ?? []) {
          if (served.some(each => covers(each, host))) continue;
          yield {
            subject: referenceTo(ingress),
            key: host,
            severity: 'medium',
            message: `Ingress ${namespace}/${name} serves ${host} with a certificate for ${served.slice(0, 3).join(', ')}`,
            evidence: [
              field(ingress, `spec.tls[${index}].hosts`, entry.hosts),
              field(used.secret, 'data[tls.crt]', served.join(', ')),
            ],
          };
        }
      }
    }
  },
};

/** Whether a name of a certificate stands for a host; only its first label may be a wildcard. */
function covers(name: string, host: string) {
  const [wanted, actual] = [name.toLowerCase(), host.toLowerCase()];
  return (
    wanted === actual ||
    (wanted.startsWith('*.') &&
      actual.slice(actual.indexOf('.')) === wanted.slice(1))
  );
}
