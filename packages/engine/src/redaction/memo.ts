/** Beyond so many answers all are forgotten, since the questions come from texts of strangers. */
const MOST_REMEMBERED = 5_000;

/** In characters; longer texts hardly come twice. */
const LONGEST_REMEMBERED = 300;

/** The same function of a text, which remembers its answers for a while. */
export function memo<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, { value: T }>();
  return text => {
    if (text.length > LONGEST_REMEMBERED) return answer(text);
    const found = known.get(text);
    if (found !== undefined) return found.value;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const kept = copyOf(text);
    const value = answer(kept);
    known.set(kept, { value });
    return value;
  };
}

/** To V8 a part of a text is a window on it: remembering the part would keep the whole log in memory. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}
