/** The map that a map keeps under a key, which begins empty. */
export function entryOf<Key, Inner, Value>(
  maps: Map<Key, Map<Inner, Value>>,
  key: Key,
): Map<Inner, Value> {
  const known = maps.get(key);
  if (known) return known;
  const begun = new Map<Inner, Value>();
  maps.set(key, begun);
  return begun;
}
