import { Analysis } from '@opsagent/engine';
import { OpenSnapshot } from './OpenSnapshot';

/** What stands in a text for a value that is not there; a detector's id may hold the word. A patch may set a field to null. */
const PLACEHOLDERS: readonly RegExp[] = [
  /(?<![-\w])undefined(?![-\w])/,
  /(?<!":)\bnull\b/,
  /\bNaN\b/,
  /\[object \w+\]/,
];

/** Texts of an analysis with a placeholder that no text of the input has. */
export function placeholdersIn(
  { findings, incidents, recommendations }: Analysis,
  { objects, logs }: OpenSnapshot,
): string[] {
  const told = textsIn([findings, incidents, recommendations]);
  return PLACEHOLDERS.flatMap(placeholder => {
    const texts = told.filter(each => placeholder.test(each));
    const isQuoted =
      texts.length > 0 &&
      textsIn([objects, [...logs.values()]]).some(each =>
        placeholder.test(each),
      );
    return isQuoted ? [] : texts;
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(textsIn)
    : [];
}
