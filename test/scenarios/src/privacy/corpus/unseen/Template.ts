import { ALPHABETS, Random } from '../Random';
import { Planted } from '../Planted';
import { TextClass } from '@opsagent/engine';

/**
 * A text as it stands in clusters, its secrets between « and ». `{hex:32}` stands for so many signs drawn from one of `ALPHABETS`,
 * `{uuid}` for a UUID, and `{}` for nothing: it parts the marks of makers, so that nobody takes what stands here for keys in use.
 */
export type Template = readonly [
  title: string,
  text: string,
  /** How the secrets are written. */
  encode?: (secret: string) => string,
];

const DRAWN = new RegExp(
  `\\{(?:(${Object.keys(ALPHABETS).join('|')}):(\\d+)|(uuid))?\\}`,
  'g',
);

/** The text with everything drawn. */
export function draw(text: string, random: Random): string {
  return text.replace(DRAWN, (_, alphabet, length, uuid) => {
    if (uuid) return random.uuid();
    return alphabet ? random.word(alphabet, Number(length)) : '';
  });
}

/** What is planted in a text: one for each of its secrets. */
export function plant(
  [title, text, encode = secret => secret]: Template,
  textClass: TextClass,
  random: Random,
): Planted[] {
  const secrets: string[] = [];
  const within = draw(text, random).replace(/«([^»]*)»/g, (_, secret) => {
    secrets.push(encode(secret));
    return encode(secret);
  });
  return secrets.map(secret => ({ class: textClass, title, secret, within }));
}
