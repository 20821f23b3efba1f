import { KubernetesObject, Redactor } from '@opsagent/engine';
import { LearnedText } from './Privacy';

/** In characters; shorter ones stand everywhere and tell nothing. */
const SHORTEST = 5;

const SETTING = /^<value-[0-9a-f]+>$/;

/** The values of environment variables in an object that are not plainly harmless, each with its pseudonym. */
export function privateSettings(
  object: KubernetesObject,
  settings: Redactor,
): LearnedText[] {
  return [...differencesOf(object, settings.maskObject(object))].filter(
    ([value, pseudonym]) => value.length >= SHORTEST && SETTING.test(pseudonym),
  );
}

/** What stands in the one in the place of each text of the other, where they differ. */
function* differencesOf(
  one: unknown,
  other: unknown,
): Iterable<[string, string]> {
  if (typeof one === 'string') {
    if (typeof other === 'string' && one !== other) yield [one, other];
  } else if (Array.isArray(one)) {
    for (const [index, each] of one.entries())
      yield* differencesOf(each, (other as unknown[])[index]);
  } else if (typeof one === 'object' && one !== null) {
    for (const [key, each] of Object.entries(one))
      yield* differencesOf(each, (other as Record<string, unknown>)[key]);
  }
}
