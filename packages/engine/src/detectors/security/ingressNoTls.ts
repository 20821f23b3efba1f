import { field, referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { isSystemNamespace } from '../shared/namespaces';

/** Annotations by which a load balancer before the cluster, or the controller itself, is told to serve TLS. */
const TLS_ELSEWHERE =
  /certificate-arn|ssl-cert|pre-shared-cert|managed-certificates|router\.tls|tls-acme|route\.openshift\.io\/termination|appgw-ssl-certificate|ssl-passthrough|tls-secret/;

/** Classes of tunnels and meshes that always end TLS themselves. */
const TLS_CLASSES = /cloudflare|tailscale|ngrok/;

const LOCAL_HOST = /(?:^|\.)(?:localhost|test)$/;

/** Hosts that an Ingress serves in plain text. */
export const ingressNoTls: Detector = {
  id: 'security.ingress-no-tls',
  title: 'Host is served without TLS',
  tier: 'hygiene',
  kinds: ['Ingress'],
  documentation: {
    speaks: 'No entry of `spec.tls` covers a host of the Ingress.',
    silent:
      'Hosts below `localhost` or `test`, and Ingresses whose annotations or class show that TLS is ended elsewhere: by the load balancer of a cloud, by a tunnel, by the router.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
    ],
  },
  *detect({ snapshot }) {
    for (const ingress of snapshot.all('Ingress')) {
      if (ingress.metadata.deletionTimestamp || hasTlsElsewhere(ingress))
        continue;
      if (isSystemNamespace(ingress.metadata.namespace)) continue;
      const covered = coveredHosts(ingress);
      const seen = new Set<string>();
      for (const [index, rule] of (ingress.spec?.rules ?? []).entries()) {
        const host = rule?.host ?? '';
        if (seen.has(host) || LOCAL_HOST.test(host) || covered(host)) continue;
        seen.add(host);
        yield {
          subject: referenceTo(ingress),
          key: host || '*',
          severity: 'medium',
          message: `${host || 'Any host'} is served without TLS`,
          evidence: [
            field(ingress, `spec.rules[${index}].host`, rule?.host),
            field(ingress, 'spec.tls', ingress.spec?.tls),
          ],
        };
      }
    }
  },
};

function hasTlsElsewhere({ metadata, spec }: KnownKinds['Ingress']) {
  const annotations = Object.entries(metadata.annotations ?? {});
  const ingressClass =
    spec?.ingressClassName ??
    metadata.annotations?.['kubernetes.io/ingress.class'] ??
    '';
  return (
    TLS_CLASSES.test(ingressClass) ||
    annotations.some(
      ([key, value]) =>
        (TLS_ELSEWHERE.test(key) && value !== 'false') ||
        (/listen-ports$/.test(key) && /HTTPS/.test(value)),
    )
  );
}

/** An entry without hosts covers all: the controller's own certificate answers. */
function coveredHosts({ spec }: KnownKinds['Ingress']) {
  const entries = spec?.tls ?? [];
  const hosts = new Set(entries.flatMap(each => each?.hosts ?? []));
  const coversAll = entries.some(each => !each?.hosts?.length);
  return (host: string) =>
    coversAll || hosts.has(host) || hosts.has(host.replace(/^[^.]+/, '*'));
}
