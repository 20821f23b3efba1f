import { TextClass } from '@opsagent/engine';
import { BLOCK_SURROUNDINGS } from './blocks';
import { HELD_OUT_KEYS, HELD_OUT_SURROUNDINGS } from './heldOutSecrets';
import { KEYS, KeyMaker } from './keys';
import { KEY_SURROUNDINGS } from './keySurroundings';
import { MANIFEST_SURROUNDINGS } from './manifestSurroundings';
import { PASSWORD_SURROUNDINGS } from './passwordSurroundings';
import {
  EMAIL_SURROUNDINGS,
  HOST_SURROUNDINGS,
  IP_SURROUNDINGS,
  OPAQUE_SURROUNDINGS,
  PAYMENT_SURROUNDINGS,
} from './personal';
import { Planted, Surrounding } from './Planted';
import { Random } from './Random';

/** Each key stands in so many places. */
const PLACES = 3;

const EMAILS = ['bo.li@initech.com', 'anna+shop@mail.acme-retail.de'];
const ADDRESSES = ['10.42.7.19', '84.17.201.33', '2a02:8108:9ac0::7f'];
const HOSTS = [
  'payments.initech.com',
  'db-1.prod.acme-retail.de',
  'ldap01.corp.local',
];
const ACCOUNTS = [
  '4111111111111111',
  '5555 5555 5555 4444',
  '3782-822463-10005',
  'DE89370400440532013000',
  'GB29 NWBK 6016 1331 9268 19',
];

/** What is private and must not pass, drawn with a fixed seed: keys by their form, credentials by what surrounds them, and the other classes. */
export function plantedTexts(): readonly Planted[] {
  const random = new Random(20260601);
  return [
    ...plantedKeys(random, KEYS),
    ...[...PASSWORD_SURROUNDINGS, ...MANIFEST_SURROUNDINGS].map(each =>
      plant('credential', 'a password', password(random), each),
    ),
    ...BLOCK_SURROUNDINGS.map(each =>
      plant('credential', 'a private key', random.word('base64', 640), each),
    ),
    ...everywhere('email', EMAILS, EMAIL_SURROUNDINGS),
    ...everywhere('ip', ADDRESSES, IP_SURROUNDINGS),
    ...everywhere('host', HOSTS, HOST_SURROUNDINGS),
    ...everywhere('payment', ACCOUNTS, PAYMENT_SURROUNDINGS),
    ...everywhere('opaque', opaque(random), OPAQUE_SURROUNDINGS),
  ];
}

function plantedKeys(random: Random, keys: readonly KeyMaker[]): Planted[] {
  return keys.flatMap(([name, make], row) =>
    Array.from({ length: PLACES }, (_, i) =>
      plant(
        'credential',
        name,
        make(random),
        KEY_SURROUNDINGS[(row * PLACES + i) % KEY_SURROUNDINGS.length],
      ),
    ),
  );
}

function everywhere(
  textClass: TextClass,
  texts: readonly string[],
  surroundings: readonly Surrounding[],
): Planted[] {
  return surroundings.flatMap(each =>
    texts.map(text => plant(textClass, textClass, text, each)),
  );
}

function plant(
  textClass: TextClass,
  name: string,
  secret: string,
  [place, around]: Surrounding,
): Planted {
  return {
    class: textClass,
    title: `${name} in ${place}`,
    secret,
    within: around(secret),
  };
}

/** What was planted only once the rules were first done; they were widened by what of it passed. */
export function heldOutTexts(): readonly Planted[] {
  const random = new Random(20260603);
  return [
    ...plantedKeys(random, HELD_OUT_KEYS),
    ...HELD_OUT_SURROUNDINGS.map(each =>
      plant('credential', 'a password', password(random), each),
    ),
  ];
}

/** As people choose them: words with digits, and as tools draw them. */
function password(random: Random): string {
  return random.below(2) === 0
    ? `${random.pick(['Winter', 'autumn', 'Harbour', 'tiger'])}${random.pick(['Wolf', 'lamp', 'Stone'])}${random.word('digits', 3)}`
    : random.word('base62', 10 + random.below(20));
}

function opaque(random: Random): string[] {
  return [
    random.word('base62', 22),
    random.word('base62', 32),
    random.word('base64url', 43),
    random.word('lowerDigits', 32),
  ];
}
