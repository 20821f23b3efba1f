import { KubernetesObject } from './objects';
import { tidyValues } from './tidyValues';
import { reduceWrites } from './writes';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const TLS_TYPE = 'kubernetes.io/tls';
const TLS_CERTIFICATE = 'tls.crt';
const CERTIFICATE_BLOCKS =
  /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
/** Stands for contents in which there is no certificate. */
const NO_CERTIFICATE = 'no certificate';

/**
 * An object as a snapshot may hold it: without bookkeeping that no diagnosis reads, with the times of writes but not each field written, with a Secret's keys but none of its values except the certificates of a TLS Secret, which are public, without the schemas of custom kinds, and
 * without what `tidyValues` takes out.
 *
 * The annotation that kubectl leaves repeats the whole object, a Secret's values too. Takes over the object it is given.
 */
export function reduceObject(object: KubernetesObject): KubernetesObject {
  tidyValues(object, object.kind);
  const { managedFields, annotations, ...metadata } = object.metadata;
  const kept = Object.entries(annotations ?? {}).filter(
    ([key]) => key !== LAST_APPLIED,
  );
  const writes = reduceWrites(managedFields, object.apiVersion);
  const reduced = {
    ...object,
    metadata: {
      ...metadata,
      ...(writes ? { managedFields: writes } : {}),
      ...(kept.length > 0 ? { annotations: Object.fromEntries(kept) } : {}),
    },
  };
  if (object.kind === 'Secret') return withoutValues(reduced);
  return object.kind === 'CustomResourceDefinition'
    ? withoutSchemas(reduced)
    : reduced;
}

/** The values may also stand in `stringData`, as written by hand. */
function withoutValues({
  stringData,
  data,
  ...secret
}: KubernetesObject): KubernetesObject {
  const encoded = asRecord(data) as Record<string, unknown>;
  const plain = asRecord(stringData) as Record<string, unknown>;
  const keys = Object.keys({ ...encoded, ...plain });
  if (keys.length === 0) return secret;
  const kept: Record<string, string> = Object.fromEntries(
    keys.map(key => [key, '']),
  );
  if (secret.type === TLS_TYPE && TLS_CERTIFICATE in kept)
    kept[TLS_CERTIFICATE] = publicCertificates(
      plain[TLS_CERTIFICATE] ?? decode(encoded[TLS_CERTIFICATE]),
    );
  return { ...secret, data: kept };
}

/** The certificates alone, as base64: whoever connects is shown them, but a key may stand beside them. */
function publicCertificates(value: unknown): string {
  if (typeof value !== 'string' || value === '') return '';
  const blocks = value.match(CERTIFICATE_BLOCKS) ?? [];
  return btoa(blocks.length > 0 ? blocks.join('\n') : NO_CERTIFICATE);
}

function decode(value: unknown): string {
  if (typeof value !== 'string') return '';
  try {
    return atob(value);
  } catch {
    return NO_CERTIFICATE;
  }
}

/** Schemas make up nearly all of a definition's size. */
function withoutSchemas({ spec, ...definition }: KubernetesObject) {
  const { versions, ...rest } = asRecord(spec) as { versions?: unknown };
  return {
    ...definition,
    spec: {
      ...rest,
      ...(Array.isArray(versions)
        ? {
            versions: versions.map(
              ({ schema: _schema, ...version }) => version,
            ),
          }
        : {}),
    },
  } as KubernetesObject;
}

function asRecord(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
