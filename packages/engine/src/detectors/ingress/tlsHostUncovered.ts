import { field, referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { nameOf } from '../shared/sightings';

export const tlsHostUncovered: Detector = {
  id: 'ingress.tls-host-uncovered',
  title: 'Host of an Ingress has no TLS, unlike others',
  tier: 'risk',
  kinds: ['Ingress'],
  documentation: {
    speaks:
      'An Ingress ends TLS for some of its hosts, and one of the others is covered by none of the hosts listed; a wildcard covers one label.',
    silent:
      'Silent for an Ingress without TLS or with TLS for every host, and where annotations allow plain HTTP. The names in certificates are not read.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
    ],
  },

  *detect({ snapshot }) {
    for (const ingress of snapshot.all('Ingress')) {
      const tls = ingress.spec?.tls ?? [];
      if (tls.length === 0 || ingress.metadata.deletionTimestamp) continue;
      if (tls.some(({ hosts = [] }) => hosts.length === 0)) continue;
      if (allowsPlain(ingress)) continue;
      const covered = tls.flatMap(({ hosts = [] }) => hosts);
      const reported = new Set<string>();
      for (const [index, { host }] of (ingress.spec?.rules ?? []).entries()) {
        if (!host || reported.has(host) || isCovered(host, covered)) continue;
        reported.add(host);
        yield {
          subject: referenceTo(ingress),
          key: host,
          severity: 'low',
          message: `${nameOf(referenceTo(ingress))} serves ${host}, which none of its TLS hosts covers: ${covered.join(', ')}`,
          evidence: [
            field(ingress, `spec.rules[${index}].host`, host),
            field(ingress, 'spec.tls', tls),
          ],
        };
      }
    }
  },
};

function isCovered(host: string, covered: readonly string[]) {
  const wildcard = host.replace(/^[^.]+/, '*');
  return covered.includes(host) || covered.includes(wildcard);
}

function allowsPlain({ metadata }: KnownKinds['Ingress']) {
  return Object.entries(metadata.annotations ?? {}).some(
    ([key, value]) =>
      /(?:^|[/.-])(?:force-)?ssl-redirect$/.test(key) && value === 'false',
  );
}
