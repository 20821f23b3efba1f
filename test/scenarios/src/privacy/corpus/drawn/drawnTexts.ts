import { LookAlike } from '../LookAlike';
import { Planted } from '../Planted';
import { Random } from '../Random';
import { plant } from '../unseen/Template';
import { joined, secretName } from './names';
import { HARMLESS_SETTINGS } from './settings';
import { POSITIONS } from './positions';
import { SYNTAXES } from './syntaxes';
import { secretValue } from './values';

const SEED = 20261122;
/** Of each syntax so many texts are drawn. */
const TIMES = 8;

/** Names of credentials and values for them, drawn at random in every syntax. */
export function drawnTexts(seed = SEED, times = TIMES): readonly Planted[] {
  const random = new Random(seed);
  return SYNTAXES.flatMap(
    ({ title, write, showsWords, upperCase, takesSigns }) =>
      Array.from({ length: times }, () => {
        const name = secretName(random, upperCase === true);
        const value = secretValue(
          random,
          showsWords === true,
          takesSigns === true,
        );
        const within = write(name, value);
        return {
          class: 'credential' as const,
          title: `${title}: ${JSON.stringify(within)}`,
          secret: value,
          within,
        };
      }),
  );
}

/** Settings that are harmless, in every syntax. */
export function drawnLookAlikes(
  seed = SEED,
  times = TIMES,
): readonly LookAlike[] {
  const random = new Random(seed);
  return SYNTAXES.flatMap(({ title, write, upperCase }) =>
    Array.from({ length: times }, () => {
      const [name, value] = random.pick(HARMLESS_SETTINGS);
      const style = upperCase ? 0 : random.below(8);
      return {
        kind: title,
        text: write(joined(name.split(' '), style), value),
      };
    }),
  );
}

/** Credentials at the places that are for credentials, drawn at random. */
export function drawnPositions(seed = SEED, times = TIMES): readonly Planted[] {
  const random = new Random(seed);
  return POSITIONS.flatMap(template =>
    Array.from({ length: times }, () =>
      plant(template, 'credential', random),
    ).flat(),
  );
}
