/**
 * How usual it is that a letter follows another, in the words of the documents and declarations of this repository and its dependencies: a row for each first letter, a column for each second one.
 * 6 is as often as by chance, and each step twice as often.
 */
const USUAL = [
  '36774460604867061778553352',
  '75658413743933731675722050',
  '82648227617622841648631040',
  '75469454822544742673642040',
  '64785552421668354886354630',
  '74558731901723821665701161',
  '74409367702657643875633232',
  '83249112833454832657600053',
  '65766560002669762577160405',
  '82249222524542842482844424',
  '65459432802646550384724042',
  '83359332803732741266642070',
  '85239320813462781363610230',
  '72777582634435641478552031',
  '55663451524779660866766331',
  '82338335703722871867623230',
  '22542422422625552522925424',
  '83569341804465741576553050',
  '62638426804544663478724150',
  '72549326900533730776503160',
  '67656450600768460877220300',
  '82429220800443630044322022',
  '83248047802537720783304400',
  '64758545811351591148411153',
  '56657553713677681586345145',
  '82249525722422722254524256',
].join('');

const AS_BY_CHANCE = 6;
const OF_OTHER_KIND = 2;
const CAPITAL = 1;
/** A capital so soon behind another beginning that what is between is no word. */
const SOON = 3;
const LENGTH_OF_WORD = 3;
const SIGN = 2;
/** One letter of the alphabet and the next. */
const SEQUENCE = -1;
const SEPARATOR = -1;

const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;

function kindOf(code: number) {
  if (code >= 97 && code <= 122) return LOWER;
  if (code >= 65 && code <= 90) return UPPER;
  return code >= 48 && code <= 57 ? DIGIT : 0;
}

/** Of what joins words. */
function isSeparator(code: number) {
  return (
    code === 45 || code === 46 || code === 47 || code === 58 || code === 95
  );
}

/**
 * How little a text looks like words, names and numbers: the sum over its signs of how unusual each is behind the one before, about two for each sign of what a machine has drawn, and below zero for words however they are joined.
 */
export function randomnessOf(text: string): number {
  let sum = 0;
  let last = 0;
  let lastLetter = 0;
  let begin = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = kindOf(code);
    if (kind === 0) {
      sum += isSeparator(code) ? SEPARATOR : SIGN;
    } else if (last !== 0) {
      if ((kind === DIGIT) !== (last === DIGIT)) sum += OF_OTHER_KIND;
      else if (kind !== DIGIT) {
        const pair = lastLetter * 26 + ((code | 32) - 97);
        if (code - text.charCodeAt(i - 1) === 1) sum += SEQUENCE;
        else if (last === LOWER && kind === UPPER)
          sum += i - begin < LENGTH_OF_WORD ? SOON : CAPITAL;
        else sum += AS_BY_CHANCE - (USUAL.charCodeAt(pair) - 48);
      }
    }
    if (kind !== LOWER) begin = i;
    last = kind;
    lastLetter = (code | 32) - 97;
  }
  return sum;
}
