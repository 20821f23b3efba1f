import { FieldShape } from './fieldShapes';

const BOOLEANS: ReadonlyMap<unknown, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/**
 * What a value that is neither an object nor a list says in a field of this shape: itself, or what it can be read as, such as `"3"` as the number 3. Undefined for null, and for
 * what does not belong there.
 */
export function scalarOf(
  value: unknown,
  shape: FieldShape | undefined,
): unknown {
  if (value === null) return undefined;
  switch (shape) {
    case undefined:
      return value;
    case 'text':
      return typeof value === 'string' ? value : spelled(value);
    case 'number':
      return typeof value === 'string' ? numberIn(value) : numberOf(value);
    case 'numberOrText':
      return typeof value === 'string' ? value : numberOf(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : BOOLEANS.get(value);
    default:
      return undefined;
  }
}

function spelled(value: unknown) {
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function numberOf(value: unknown) {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

function numberIn(text: string) {
  return text.trim() === '' ? undefined : numberOf(Number(text));
}
