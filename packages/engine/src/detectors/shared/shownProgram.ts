/** Stands for a first word that sets a variable, as in `PASSWORD=… server`. */
const NO_PROGRAM = '…';
/** In characters, as for a path in Linux. */
const LONGEST_PATH = 4_096;

/**
 * What may be shown of a command: its first word. Arguments may carry credentials, also where somebody wrote all of them into the first entry.
 * Undefined for a command without entries.
 */
export function shownProgram(
  command: readonly unknown[] | undefined,
): string | undefined {
  const [first] = command ?? [];
  if (typeof first !== 'string') return undefined;
  const [word] = first.trim().slice(0, LONGEST_PATH).split(/\s/, 1);
  return word.includes('=') ? NO_PROGRAM : word;
}
