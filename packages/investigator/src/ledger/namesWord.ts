/** Whether a text has a word, or a name of several, that is no part of a longer one; in capitals or not. */
export function namesWord(text: string, word: string): boolean {
  const [all, sought] = [text.toLowerCase(), word.toLowerCase()];
  if (sought === '') return false;
  for (
    let at = all.indexOf(sought);
    at >= 0;
    at = all.indexOf(sought, at + 1)
  ) {
    const before = all[at - 1] ?? ' ';
    const behind = all.slice(at + sought.length);
    if (!/[\w-]/.test(before) && !/^([\w-]|\.\w)/.test(behind)) return true;
  }
  return false;
}
