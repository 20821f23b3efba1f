import { mayHoldCredential } from './credentialFormats';
import { privateNameOf } from './privateNames';
import { Span } from './spans';

const WORD = /(?<![\w+/-])[A-Za-z0-9+/_-]{20,}={0,2}/g;
const LONGEST_DECODED = 20_000;
const PRINTABLE = /^[\t\n\r\x20-\x7e]+$/;
const PAIR = /^[\w.@+-]{1,64}:[^\s:]{4,200}$/;
const NAMED = /([\w.-]{2,80})["']?\s{0,3}[:=]/g;

/** Finds credentials behind base64: pairs of a user and a password, and texts with something private in them. Decodes once. */
export function findEncoded(
  text: string,
  start: number,
  end: number,
  spans: Span[],
): void {
  for (const match of text.slice(start, end).matchAll(WORD)) {
    const word = match[0];
    const decoded = decode(word);
    if (decoded === undefined || !isPrivate(decoded)) continue;
    const at = start + match.index;
    spans.push({ start: at, end: at + word.length, class: 'credential' });
  }
}

/** The text that a word encodes; undefined when it is no text. */
export function decode(word: string): string | undefined {
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
