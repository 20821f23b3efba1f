import { createHash } from 'node:crypto';

/** A short text that differs when the JSON of the value does. */
export function digestOf(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
