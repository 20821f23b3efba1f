import type { Container, EnvVar } from 'kubernetes-types/core/v1';
import { oncePerObject } from '../../oncePerObject';
import { KnownKinds } from '../../snapshot/objects';
import { credentialIn, isNamedSecret } from '../security/secretText';
import { NamedSources } from './NamedSources';

type Pod = KnownKinds['Pod'];

/** Whether the name of a variable speaks of Java. */
export function namesJava(name: string): boolean {
  return /java/i.test(name);
}

/** What a pod is configured by, and what its variables may hold: one look at each of them for all rules. */
export class PodConfiguration extends NamedSources {
  /** Whether the value of a variable may refer to another variable. */
  refersToVariables = false;
  /** Whether a container defines a variable twice. */
  repeatsVariables = false;
  /** Whether a variable holds a credential in plain text. */
  holdsCredential = false;
  /** Whether the name of a variable speaks of Java. */
  namesJava = false;

  constructor({ spec }: Pod) {
    super(spec);
    for (const each of spec?.initContainers ?? []) this.#readVariables(each);
    for (const each of spec?.containers ?? []) this.#readVariables(each);
  }

  #readVariables({ env }: Container) {
    if (!env) return;
    for (const variable of env) {
      if (!variable?.name) continue;
      const { name, value } = variable;
      this.namesJava ||= namesJava(name);
      if (typeof value !== 'string') continue;
      this.refersToVariables ||= value.includes('$(');
      this.holdsCredential ||=
        credentialIn(value) !== undefined || isNamedSecret(name, value);
    }
    this.repeatsVariables ||= hasRepeats(env);
  }
}

/** The configuration of a pod, read once. */
export const configurationOf = oncePerObject(
  (pod: Pod) => new PodConfiguration(pod),
);

function hasRepeats(env: readonly EnvVar[]) {
  const names = new Set<string>();
  for (const variable of env) {
    const name = variable?.name;
    if (!name) continue;
    if (names.has(name)) return true;
    names.add(name);
  }
  return false;
}
