/**
 * A function of one object that works its answer out once for each. For objects of a snapshot, which never change, and for the snapshot itself; the answer is shared, so
 * nobody may change it either.
 */
export function oncePerObject<Key extends object, Value>(
  compute: (object: Key) => Value,
): (object: Key) => Value {
  const answers = new WeakMap<Key, { value: Value }>();
  return object => {
    const known = answers.get(object);
    if (known) return known.value;
    const value = compute(object);
    answers.set(object, { value });
    return value;
  };
}
