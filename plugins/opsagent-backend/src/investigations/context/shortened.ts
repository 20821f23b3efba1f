import { cutText } from '@opsagent/investigator';

/** A text as a model is told of it, which says when it was cut. */
export function shortened(text: string, longest: number): string {
  const kept = cutText(text, longest);
  return kept.length < text.length ? `${kept} [cut]` : text;
}
