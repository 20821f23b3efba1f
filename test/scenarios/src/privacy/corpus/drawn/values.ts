import { Random } from '../Random';

type Maker = (random: Random) => string;

/** As people choose passwords, and as programs draw keys. */
const CHOSEN: readonly Maker[] = [
  r =>
    `${r.pick(['Summer', 'winter', 'Tiger', 'kaffee'])}${r.word('digits', 4)}`,
  r =>
    `${r.pick(['Blue', 'Sonne', 'river'])}-${r.word('lower', 4)}${r.word('digits', 2)}`,
  r =>
    `${r.pick(['Pa', 'kL', 'zQ'])}${r.word('base62', 6)}!${r.word('digits', 2)}`,
  r =>
    `${r.word('lowerDigits', 3)}@${r.word('base62', 6)}#${r.word('digits', 1)}`,
  r => `p4ss${r.word('lower', 3)}W0rd`,
  r => `${r.word('lower', 5)}$${r.word('digits', 3)}`,
  r => r.word('base62', 12),
  r => r.word('base62', 16),
  r => r.word('base62', 24),
  r => r.word('base62', 40),
  r => `${r.word('base64', 43)}=`,
  r => r.word('base64url', 32),
  r => r.word('hex', 32),
  r => r.word('hex', 40),
  r => r.word('hex', 64),
  r => r.uuid(),
  r => r.word('base32', 16),
  r => r.word('upper', 20),
  r => r.word('lowerDigits', 25),
  r => `${r.word('lower', 3)}_${r.word('base62', 24)}`,
];

const OF_LETTERS: readonly Maker[] = [
  r => r.pick(['swordfish', 'letmein', 'opensesame', 'correcthorse', 'hunter']),
  r => r.pick(['Geheimnis', 'Sommerwind', 'Trustno']),
  r => `${r.word('lower', 5)}-${r.word('lower', 6)}`,
  r => r.word('lower', 10),
];

const WITH_SIGNS: readonly Maker[] = [
  r => `${r.word('lower', 4)} ${r.word('base62', 5)} ${r.word('digits', 2)}`,
  r => `(${r.word('base62', 5)}){${r.word('digits', 3)}}`,
  r => `${r.word('base62', 4)},${r.word('lower', 3)};${r.word('digits', 3)}`,
];

/** A value for a credential. */
export function secretValue(
  random: Random,
  mayBeWord: boolean,
  mayHaveSigns: boolean,
): string {
  return random.pick([
    ...CHOSEN,
    ...(mayBeWord ? OF_LETTERS : []),
    ...(mayHaveSigns ? WITH_SIGNS : []),
  ])(random);
}
