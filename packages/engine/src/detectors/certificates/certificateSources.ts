import { append } from '../../append';
import { oncePerObject } from '../../oncePerObject';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { WEBHOOK_KINDS, webhooksOf } from '../admission/webhooks';
import {
  CertificateFacts,
  decodeBytes,
  parseCertificates,
} from './parseCertificates';

/** The field of a Secret in which the API server demands the certificate. */
export const TLS_CERTIFICATE = 'tls.crt';

/** The kinds in which authorities stand by which the API server judges others. */
export const BUNDLE_KINDS = [
  ...WEBHOOK_KINDS,
  'APIService',
  'CustomResourceDefinition',
] as const;

/** A TLS Secret whose certificate was read. */
export interface TlsSecret {
  secret: KnownKinds['Secret'];
  /** The server's own certificate; undefined where the contents are no certificate. */
  leaf: CertificateFacts | undefined;
}

/** TLS Secrets whose contents were read; none where only their existence is known. */
export const tlsSecrets = oncePerObject(
  (snapshot: ClusterSnapshot): readonly TlsSecret[] =>
    snapshot.all('Secret').flatMap(secret => {
      const value = secret.data?.[TLS_CERTIFICATE];
      if (secret.type !== 'kubernetes.io/tls' || !value) return [];
      if (secret.metadata.deletionTimestamp) return [];
      const [leaf] = parseCertificates(decodeBytes(value) ?? '');
      return [{ secret, leaf }];
    }),
);

/** Authorities that the API server trusts when it calls somebody, and where they stand. */
export interface Bundle {
  object: Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;
  path: string;
  /** The one that stays valid the longest. */
  newest: CertificateFacts;
}

/** Every bundle that can be read. A text that stands in several places is parsed once. */
export function* bundlesOf(context: DetectionContext): Iterable<Bundle> {
  const known = new Map<string, CertificateFacts | undefined>();
  for (const { object, path, bundle } of textsIn(context)) {
    if (!known.has(bundle)) known.set(bundle, newestIn(bundle));
    const newest = known.get(bundle);
    if (newest) yield { object, path, newest };
  }
}

function newestIn(bundle: string): CertificateFacts | undefined {
  const [first, ...others] = parseCertificates(decodeBytes(bundle) ?? '');
  return (
    first && others.reduce((a, b) => (b.notAfter > a.notAfter ? b : a), first)
  );
}

function* textsIn(
  context: DetectionContext,
): Iterable<Omit<Bundle, 'newest'> & { bundle: string }> {
  for (const { configuration, path, declared } of webhooksOf(context)) {
    const bundle = declared.clientConfig?.caBundle;
    if (bundle)
      yield {
        object: configuration,
        path: `${path}.clientConfig.caBundle`,
        bundle,
      };
  }
  for (const object of context.snapshot.all('APIService')) {
    const bundle = object.spec?.caBundle;
    if (bundle) yield { object, path: 'spec.caBundle', bundle };
  }
  for (const object of context.snapshot.all('CustomResourceDefinition')) {
    const { webhook } = object.spec?.conversion ?? {};
    const bundle = webhook?.clientConfig?.caBundle;
    const path = 'spec.conversion.webhook.clientConfig.caBundle';
    if (bundle) yield { object, path, bundle };
  }
}

/** Who shows a TLS Secret to clients or is started with it, by `namespace/name`. */
export const tlsUsers = oncePerObject((snapshot: ClusterSnapshot) => {
  const users = new Map<string, { kind: string; name: string }[]>();
  const add = (
    user: { kind: string; metadata: { namespace?: string; name: string } },
    secret: string | undefined,
    namespace = user.metadata.namespace,
  ) => {
    const { name } = user.metadata;
    if (secret)
      append(users, `${namespace}/${secret}`, { kind: user.kind, name });
  };
  for (const ingress of snapshot.all('Ingress'))
    for (const { secretName } of ingress.spec?.tls ?? [])
      add(ingress, secretName);
  for (const gateway of snapshot.all('Gateway.gateway.networking.k8s.io'))
    for (const { namespace, name } of certificateRefs(gateway))
      add(gateway, name, namespace);
  for (const pod of snapshot.all('Pod'))
    for (const { secret, projected } of pod.spec?.volumes ?? []) {
      add(pod, secret?.secretName);
      for (const source of projected?.sources ?? [])
        add(pod, source.secret?.name);
    }
  return users as ReadonlyMap<
    string,
    readonly { kind: string; name: string }[]
  >;
});

function certificateRefs(
  gateway: KubernetesObject,
): { namespace?: string; name?: string }[] {
  const { listeners } = (gateway.spec ?? {}) as { listeners?: unknown };
  if (!Array.isArray(listeners)) return [];
  return listeners.flatMap(
    (listener: { tls?: { certificateRefs?: unknown } }) => {
      const refs = listener?.tls?.certificateRefs;
      return Array.isArray(refs)
        ? refs.filter(each => typeof each === 'object' && each !== null)
        : [];
    },
  );
}
