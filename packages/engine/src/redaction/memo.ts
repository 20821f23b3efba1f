/** Beyond so many answers all are forgotten, since the questions come from texts of strangers. */
const MOST_REMEMBERED = 5_000;

/** The same function of a text, which remembers its answers for a while. */
export function memo<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, { value: T }>();
  return text => {
    const found = known.get(text);
    if (found !== undefined) return found.value;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const value = answer(text);
    known.set(text, { value });
    return value;
  };
}
