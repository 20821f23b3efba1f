import { JsonObject, JsonValue } from '@backstage/types';
import leven from 'leven';
import { KeyTree } from './knownKeys';

/** Beyond this share of a key's letters another one is no slip of it. */
const FARTHEST = 0.4;

/** What the configuration says under keys that nothing reads: one text for each, which names the key with its place, and the nearest key that is read or all of them. */
export function unknownKeys(
  value: JsonValue | undefined,
  known: KeyTree,
  at: string,
): string[] {
  if (Array.isArray(value))
    return value.flatMap((each, index) =>
      unknownKeys(each, known, `${at}[${index}]`),
    );
  if (!isSection(value)) return [];
  return Object.entries(value).flatMap(([key, below]) => {
    const place = `${at}.${key}`;
    if (!Object.hasOwn(known, key))
      return [`${place}: there is no such key; ${advice(key, known)}`];
    const keys = known[key];
    return keys === true ? [] : unknownKeys(below, keys, place);
  });
}

function isSection(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

function advice(key: string, known: KeyTree) {
  const names = Object.keys(known);
  const [nearest] = names
    .map(name => ({
      name,
      distance: leven(key.toLowerCase(), name.toLowerCase()),
    }))
    .sort((a, b) => a.distance - b.distance);
  return nearest.distance <= FARTHEST * nearest.name.length
    ? `did you mean ${nearest.name}?`
    : `use one of ${names.join(', ')}`;
}
