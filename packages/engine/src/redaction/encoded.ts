import { mayHoldCredential } from './credentialFormats';
import { privateNameOf } from './privateNames';

const LONGEST_DECODED = 20_000;
const PRINTABLE = /^[\t\n\r\x20-\x7e]+$/;
const PAIR = /^[\w.@+-]{1,64}:[^\s:]{4,200}$/;
const NAMED = /([\w.-]{2,80})["']?\s{0,3}[:=]/g;

/** The text that a word encodes; undefined when it is no text. */
function decode(word: string): string | undefined {
  const beginning = decodeBase64(word.slice(0, 16));
  if (beginning === undefined || !PRINTABLE.test(beginning)) return undefined;
  const whole = decodeBase64(word.slice(0, LONGEST_DECODED));
  return whole !== undefined && PRINTABLE.test(whole) ? whole : undefined;
}

function decodeBase64(word: string): string | undefined {
  const plain = word.replace(/=+$/, '').replace(/-/g, '+').replace(/_/g, '/');
  const usable = plain.length % 4 === 1 ? plain.slice(0, -1) : plain;
  try {
    return atob(usable);
  } catch {
    return undefined;
  }
}

function isPrivate(decoded: string): boolean {
  if (PAIR.test(decoded) && !decoded.includes('://')) return true;
  if (mayHoldCredential(decoded)) return true;
  for (const [, name] of decoded.matchAll(NAMED))
    if (privateNameOf(name)) return true;
  return false;
}

/** Whether a word is the hexadecimal form of a text with a credential in it. Digests are no texts. */
export function isHexOfCredential(word: string): boolean {
  if (word.length % 2 !== 0 || !/^(?:[2-7][0-9a-f]|0[9ad]){12}/i.test(word))
    return false;
  const decoded = word
    .slice(0, LONGEST_DECODED)
    .replace(/../g, code => String.fromCharCode(parseInt(code, 16)));
  return PRINTABLE.test(decoded) && isPrivate(decoded);
}

/** Whether a word is base64 of a credential: of a user and a password, or of a text with something private in it. Decodes once. */
export function encodesCredential(word: string): boolean {
  const decoded = decode(word);
  return decoded !== undefined && isPrivate(decoded);
}

/** Whether a word is base64 of a text. */
export function encodesText(word: string): boolean {
  return decode(word) !== undefined;
}
