import { field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';
import { isSystemNamespace } from '../shared/namespaces';
import { HIDDEN, credentialIn, isNamedSecret } from './secretText';
import { SECRETS } from './sources';

/** In characters, of one ConfigMap: what is longer is programs or data, and searching it would take long. */
const MOST_TEXT = 100_000;

/** Credentials in ConfigMaps, which are not protected as Secrets are. */
export const configMapSecret: Detector = {
  id: 'security.configmap-secret',
  title: 'ConfigMap holds a credential',
  tier: 'hygiene',
  kinds: ['ConfigMap'],
  documentation: {
    speaks:
      'A value of a ConfigMap has the form of a credential (private key, cloud key, access token, URL with a password), or its key has the name of one.',
    silent:
      'Certificates, placeholders, ConfigMaps of which only metadata was read, system namespaces, and those that a controller owns.',
    sources: SECRETS,
  },
  *detect({ snapshot }) {
    if (!snapshot.hasContents('ConfigMap')) return;
    for (const configMap of snapshot.all('ConfigMap')) {
      const { namespace, ownerReferences, deletionTimestamp } =
        configMap.metadata;
      if (isSystemNamespace(namespace) || deletionTimestamp) continue;
      if (ownerReferences?.length) continue;
      for (const [key, value] of searched(configMap.data ?? {})) {
        const form = credentialIn(value);
        if (!form && !(isNamedSecret(key, value) && isOneLine(value))) continue;
        yield {
          subject: referenceTo(configMap),
          key,
          severity: 'high',
          message: `Key "${key}" holds ${form ?? 'a credential, as its name says,'} in plain text`,
          evidence: [field(configMap, `data["${key}"]`, HIDDEN)],
        };
      }
    }
  },
};

function isOneLine(value: string) {
  return !value.trim().includes('\n');
}

/** The values to search, shortest first, since a credential is short. */
function* searched(data: object): Iterable<[key: string, value: string]> {
  const texts = Object.entries(data).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  let left = MOST_TEXT;
  for (const entry of texts.sort(([, a], [, b]) => a.length - b.length)) {
    left -= entry[1].length;
    if (left < 0) return;
    yield entry;
  }
}
