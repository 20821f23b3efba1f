import { Span } from './spans';

const CARD =
  /(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|6011|65\d\d|35\d\d)([ -]?)\d{4}\1\d{4}\1\d{4}(?![\w.-])|3[47]\d\d([ -]?)\d{6}\2\d{5}(?![\w.-])/y;
const IBAN = /[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)/y;
/** What the numbers of cards begin with, and those of accounts. */
const TWO = 50;
const SIX = 54;
const UPPER_A = 65;
const UPPER_Z = 90;

/** Finds the number of a card that begins here (ISO/IEC 7812, with its check digit). */
export function findCard(text: string, start: number, spans: Span[]): void {
  const first = text.charCodeAt(start);
  if (first < TWO || first > SIX) return;
  CARD.lastIndex = start;
  const [number] = CARD.exec(text) ?? [];
  if (number && isLuhnValid(number.replace(/\D/g, '')))
    spans.push({ start, end: start + number.length, class: 'payment' });
}

/** Finds the number of an account that begins here (ISO 13616, with its check digits). */
export function findIban(text: string, start: number, spans: Span[]): void {
  const first = text.charCodeAt(start);
  if (first < UPPER_A || first > UPPER_Z) return;
  IBAN.lastIndex = start;
  const [number] = IBAN.exec(text) ?? [];
  if (number && isIbanValid(number.replace(/ /g, '')))
    spans.push({ start, end: start + number.length, class: 'payment' });
}

function isLuhnValid(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighed = i % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

function isIbanValid(iban: string): boolean {
  if (iban.length < 15 || iban.length > 34) return false;
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4))
    for (const digit of String(parseInt(sign, 36)))
      rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
