import { Privacy } from './Privacy';

/** A value that a model wrote, with the names that its pseudonyms stand for. */
export function unmaskJson<T>(written: T, privacy: Pick<Privacy, 'unmask'>): T {
  return unmasked(written, text => privacy.unmask(text)) as T;
}

function unmasked(value: unknown, unmask: (text: string) => string): unknown {
  if (typeof value === 'string') return unmask(value);
  if (Array.isArray(value)) return value.map(each => unmasked(each, unmask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, unmasked(each, unmask)]),
  );
}
