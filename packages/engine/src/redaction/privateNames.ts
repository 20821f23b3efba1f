import { looksDrawn } from './looksChosen';
import { memo } from './memo';
import {
  HALF_OF_PAIR,
  LEADING_ELSEWHERE,
  ONE_KEY_OF_MANY,
  PASSWORDS,
  SHORT_PASSWORDS,
  SPEAKS_OF_ONE,
  SUSPICIOUS,
  TOKENS,
} from './privateWords';
import { isPlaceholder, snakeCase } from './secretNames';

/** What a name says of its value: a text that people chose, a token, something that is a credential only if it looks like one, or headers that hold one. */
export type PrivateName =
  'password' | 'token' | 'key' | 'authorization' | 'cookie';

const LONGEST_NAME = 120;

const judged = memo(name =>
  SUSPICIOUS.test(name) ? judge(snakeCase(name)) : undefined,
);

/** What a name says of its value; undefined for names that do not speak of credentials. Says yes more readily than `isNamedSecret`, for a value too much hidden costs little. */
export function privateNameOf(name: string): PrivateName | undefined {
  return name.length > LONGEST_NAME ? undefined : judged(name);
}

/** What tells one credential from others of its kind, and nothing of what it is: at the end of a name, apart or joined to it. */
const QUALIFIER =
  /[_.-]?(?:value|val|data|base|base64|b64|pem|hex|raw|text|plain|plaintext|string|str|bytes|encoded|encrypted|enc|hash|hashed|primary|secondary|current|previous|old|new|next|default|again|confirm|confirmation|repeat|retype|prod|production|prd|stage|staging|stg|dev|development|test|live|main|backup|v?\d{1,3})s?$/;

/** Without the qualifiers at its end, as long as something is left. */
function withoutQualifiers(name: string): string {
  let bare = name;
  for (let i = 0; i < 4; i++) {
    const next = bare.replace(QUALIFIER, '');
    if (next === bare || next.length < 2) return bare;
    bare = next;
  }
  return bare;
}

const DIGEST_OF = /(?:checksum|hash|digest|sha\d{1,3}|md5)s?\/$/i;

/** Whether the name that begins here is the second half of one such as `checksum/secret`: an annotation that tells when what it names changes. */
export function isNameOfDigest(text: string, start: number): boolean {
  return DIGEST_OF.test(text.slice(Math.max(0, start - 12), start));
}

function judge(name: string): PrivateName | undefined {
  if (/(?:^|[_.-])authorization$/.test(name)) return 'authorization';
  if (/^(?:set-)?cookies?$|http_cookie$/.test(name)) return 'cookie';
  if (HALF_OF_PAIR.test(name)) return 'key';
  if (SPEAKS_OF_ONE.test(name)) return undefined;
  const bare = withoutQualifiers(name);
  if (bare !== name && SPEAKS_OF_ONE.test(bare)) return undefined;
  const joined = bare.replace(/[_.-]/g, '');
  if (PASSWORDS.test(joined) || SHORT_PASSWORDS.test(bare)) return 'password';
  if (TOKENS.test(bare)) return 'token';
  return ONE_KEY_OF_MANY.test(bare) || LEADING_ELSEWHERE.test(name)
    ? 'key'
    : undefined;
}

/** Values that say something about a credential, which they are not. */
const SAID_OF_ONE =
  /^(?:true|false|yes|no|on|off|nil|set|unset|null|none|enabled|disabled|hidden|\(hidden\)|masked|required|optional|missing|valid|invalid|expired|[[(<]?(?:redacted|hidden|masked|filtered|secret|sensitive|protected|none|nil|null|unset|empty|omitted|set to the key .*)[\])>]?|<[a-z]{2,12}[-_ ][a-z -_]{2,40}>|[*•x#.-]+|[|>][+-]?|\{\d{1,3}\}|%[sdvq]|\\?["'])$/i;

/** `namespace/name`, of an object that holds one. */
const OBJECT = /^[a-z](?:[a-z-]{0,61}[a-z])?\/[a-z][a-z.-]{0,252}$/;

const REFERENCE =
  /^(?:\$\w+|\$\{|\$\(|%\w+%$|\{\{|%\{|\[\[|vault:|ref\+|op:\/\/)/;

/** `secret key: password` */
const NAME_OF_ONE = /^(?:password|username|token|key|secret|api-?key)$/i;

/** As makers of keys and licences write them. */
const KEY_VALUE =
  /^(?:[0-9a-f]{24,}|[0-9A-F]{24,}|(?=.*\d)[A-Z0-9]{3,8}(?:-[A-Z0-9]{3,8}){2,8}|(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w+/=.-]{20,})$/;

const BYTES = /^[0-9a-f]{2}(?:[: ][0-9a-f]{2}){7,}$/i;

/** Whether what stands under a private name is a credential at all, and not a mark in its place, a reference to it or a word on its state. */
export function isCredential(value: string, name: PrivateName): boolean {
  const text = value.length > 200 ? value.slice(0, 200) : value;
  if (SAID_OF_ONE.test(text) || REFERENCE.test(text)) return false;
  if (name === 'password') return text.trim() !== '';
  if (name === 'key')
    return KEY_VALUE.test(text) || BYTES.test(text) || looksDrawn(text);
  return !(
    /^[^A-Za-z0-9]*$/.test(text) ||
    /^\d{1,6}(?:\.\d+)?\w{0,2}$/.test(text) ||
    NAME_OF_ONE.test(text) ||
    (OBJECT.test(text) && !text.split('/').some(looksDrawn)) ||
    isPlaceholder(text)
  );
}
