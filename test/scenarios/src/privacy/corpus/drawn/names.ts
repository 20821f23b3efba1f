import { Random } from '../Random';

/** Words for credentials, as names of settings have them. */
const SECRETS = [
  'password',
  'passwd',
  'passphrase',
  'pass',
  'pwd',
  'secret',
  'token',
  'api key',
  'access key',
  'secret key',
  'private key',
  'signing key',
  'encryption key',
  'client secret',
  'auth token',
  'bearer token',
  'refresh token',
  'session token',
  'webhook secret',
  'credential',
  'root password',
  'master key',
  'shared secret',
  'license key',
  'account key',
  'subscription key',
  'access token',
  'session id',
  'jwt secret',
  'app secret',
  'hmac key',
  'bind password',
  'app key',
  'service key',
  'storage key',
  'auth key',
  'deploy token',
  'csrf token',
  'cookie secret',
  'otp secret',
  'recovery code',
  'secret access key',
  'admin pass',
  'user pass',
];

const BEFORE = ['', '', '', 'db', 'smtp', 'app', 'prod', 'my', 'github', 'x'];
const BEHIND = ['', '', '', '', '', '2', 'value', 'prod', 'new', 'base64'];

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);

const STYLES: readonly ((words: readonly string[]) => string)[] = [
  words => words.join('_').toUpperCase(),
  words => words.join('_'),
  words => words.join('-'),
  words => words.join('.'),
  words => words.map(capital).join(''),
  words => words[0] + words.slice(1).map(capital).join(''),
  words => words.map(capital).join('-'),
  words => words.join(''),
];

/** The words, joined in the style of this number. */
export function joined(words: readonly string[], style: number): string {
  return STYLES[style % STYLES.length](words);
}

/** A name that its words are joined to in one of the usual ways. */
export function secretName(random: Random, upperCase: boolean): string {
  const words = [
    ...random.pick(BEFORE).split(' '),
    ...random.pick(SECRETS).split(' '),
    ...random.pick(BEHIND).split(' '),
  ].filter(each => each !== '');
  return joined(words, upperCase ? 0 : random.below(STYLES.length));
}
