import { redact } from './redact';

const LONGEST_TEXT = 600;
/** What is read of a text: enough that no credential is cut in two before it is hidden. */
const LONGEST_READ = 10_000;
/** What differs from one line with single spaces between its words. */
const UNEVEN = /[^\S ]| {2}|^ | $/;

/** Cluster text is untrusted, may be huge, and may quote credentials: cut to what a person reads, on one line, with what has the form of a credential hidden. */
export function shorten(text: string): string {
  const read = text.slice(0, LONGEST_READ);
  const line = redact(
    UNEVEN.test(read) ? read.replace(/\s+/g, ' ').trim() : read,
  );
  return line.length <= LONGEST_TEXT
    ? line
    : `${line.slice(0, LONGEST_TEXT - 1)}…`;
}
