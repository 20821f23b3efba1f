import { field } from '../../findings/evidence';
import { configurationOf } from '../shared/PodConfiguration';
import { Remark, containerDetector } from '../shared/workloadDetector';
import { HIDDEN, credentialIn, isNamedSecret } from './secretText';
import { SECRETS } from './sources';

/** The value itself never becomes part of a finding. */
export const envSecretLiteral = containerDetector({
  id: 'security.env-secret-literal',
  title: 'Credential stands in the pod specification',
  documentation: {
    speaks:
      'An environment variable with a literal value has the name of a credential (password, token, private key and the like), or its value has the form of one: everybody who may see the pod may read it.',
    silent:
      'Values taken from a Secret, references to other variables, placeholders, booleans and numbers, and names that speak of a file, a path, a name or a URL (unless the URL holds a password).',
    sources: SECRETS,
  },
  check({ container, path }, { pod, source }) {
    if (!configurationOf(pod).holdsCredential) return undefined;
    const found: Remark[] = [];
    for (const [index, variable] of (container.env ?? []).entries()) {
      const { name, value } = variable ?? {};
      if (!name || typeof value !== 'string') continue;
      const form = credentialIn(value);
      if (!form && !isNamedSecret(name, value)) continue;
      found.push({
        key: `${container.name}/${name}`,
        severity: 'high',
        message: `Variable ${name} of container ${container.name} holds ${form ?? 'a credential, as its name says,'} in plain text`,
        evidence: [field(source, `${path}.env[${index}].value`, HIDDEN)],
      });
    }
    return found;
  },
});
