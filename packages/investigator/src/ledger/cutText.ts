/** In characters: how far back a cut looks for the beginning of the word that it would part. */
const LONGEST_WORD = 200;

/** The beginning of a text up to a length, not ending within a word where that can be helped: what is left of an address or a name would no longer be known to be private. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const [word] =
    /\S*$/.exec(text.slice(Math.max(0, longest - LONGEST_WORD), longest)) ?? [];
  const isParted = /\S/.test(text.charAt(longest));
  const isWord =
    word !== undefined && word.length < LONGEST_WORD && word.length < longest;
  return text.slice(0, isParted && isWord ? longest - word.length : longest);
}
