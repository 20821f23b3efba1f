import { JsonValue } from './types';

export interface FormattedValue {
  text: string;
  /** More than fits on a line beside its path. */
  block: boolean;
}

const LONGEST_INLINE = 60;
const LONGEST_TEXT = 4_000;

/** A field's value as YAML people write it: bare where it is one word, a block where it is a structure. Undefined for an absent value. */
export function fieldValue(value: JsonValue): FormattedValue | undefined {
  if (value === null) return undefined;
  const text = cut(textOf(value));
  return { text, block: text.includes('\n') || text.length > LONGEST_INLINE };
}

function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value === '' ? '""' : value;
  if (typeof value !== 'object' || value === null) return String(value);
  if (isFlat(value)) {
    return Array.isArray(value)
      ? value.map(each => textOf(each)).join(', ') || '[]'
      : Object.entries(value)
          .map(([key, each]) => `${key}: ${textOf(each)}`)
          .join(', ') || '{}';
  }
  return JSON.stringify(value, undefined, 2);
}

/** One level of a few plain values reads better on one line than as a structure. */
function isFlat(value: object) {
  const items = Object.values(value);
  return items.length <= 4 && items.every(each => typeof each !== 'object');
}

function cut(text: string) {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`;
}
