import { hostIn } from './hostIn';
import { logSignatures } from './logSignatures';
import { Signature, SignatureMatch } from './Signature';

/** Longer lines are dumps of data; what failed stands at their beginning. */
const LONGEST_LINE = 2_000;
/** The lines before an end tell why; what came earlier was survived. */
const MOST_LINES = 500;

const ANSI_COLOUR = new RegExp(
  `${String.fromCharCode(27)}\\[[0-9;]{0,12}m`,
  'g',
);

/**
 * The known failures that log lines tell of, in the order of the lines. A line may match several signatures.
 *
 * Looks at the last 500 lines and the first 2,000 characters of each, in time linear in both.
 */
export function matchSignatures(
  lines: readonly string[],
  signatures: readonly Signature[] = logSignatures,
): SignatureMatch[] {
  const first = Math.max(0, lines.length - MOST_LINES);
  return lines.slice(first).flatMap((written, offset) => {
    const line = written.slice(0, LONGEST_LINE).replace(ANSI_COLOUR, '');
    if (isHarmless(line)) return [];
    return signatures
      .filter(({ wordings }) => wordings.some(each => each.test(line)))
      .map(signature => ({
        signature,
        line,
        index: first + offset,
        ...(signature.namesHost ? hostIn(line) : {}),
        ...nameIn(signature, line),
      }));
  });
}

function nameIn({ names = [] }: Signature, line: string) {
  for (const pattern of names) {
    const name = pattern.exec(line)?.[1];
    if (name) return { name };
  }
  return {};
}

/** A program that says itself that a line is no error is believed. */
const HARMLESS =
  /"(?:level|severity|lvl)": ?"(?:debug|trace|info)"|\b(?:level|lvl)=(?:debug|trace|info)\b|^\S{0,40} ?\[?\b(?:DEBUG|TRACE|INFO)\b/i;

function isHarmless(line: string) {
  return HARMLESS.test(line);
}
