import { randomnessOf } from './randomness';
import { Span } from './spans';

const SHORTEST = 10;
const LONGEST = 40;
/** As generators of passwords draw them: letters and digits with signs among them, which neither URLs nor code have there. */
const PASSWORD =
  /^(?=.*[A-Za-z0-9][!@#$^*~?][A-Za-z0-9!@#$^*~?])[A-Za-z0-9!@#$^*~?_+-]+$/;
/** What the letters have for themselves, for each of them; in names of classes and addresses these make words. */
const RANDOM = 0.4;

/** Finds passwords that a program has drawn, by nothing but their looks. */
export function findDrawnPassword(
  text: string,
  start: number,
  end: number,
  spans: Span[],
): void {
  const size = end - start;
  if (size < SHORTEST || size > LONGEST) return;
  const run = text.slice(start, end);
  if (!PASSWORD.test(run)) return;
  const signs = run.replace(/[A-Za-z0-9]/g, '').length;
  if (randomnessOf(run) - 2 * signs < RANDOM * (size - signs)) return;
  spans.push({ start, end, class: 'opaque' });
}
