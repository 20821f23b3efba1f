import {
  CREDENTIAL_FORMATS,
  mayHoldCredential,
} from '../redaction/credentialFormats';

/** What stands in place of a value that must not be shown or stored. */
export const HIDDEN = '(hidden)';

const EVERYWHERE = CREDENTIAL_FORMATS.map(
  ({ pattern }) => new RegExp(pattern, `${pattern.flags}g`),
);

/** The text, with a mark in place of whatever has the form of a credential. Of a URL only the password is hidden. */
export function redact(text: string): string {
  if (!mayHoldCredential(text)) return text;
  return EVERYWHERE.reduce(
    (left, pattern) =>
      left.replace(pattern, (match: string, secret: unknown) =>
        typeof secret === 'string' ? hideWithin(match, secret) : HIDDEN,
      ),
    text,
  );
}

/** The secret is the last thing of the match, but for an `@`. */
function hideWithin(match: string, secret: string) {
  const at = match.lastIndexOf(secret);
  return match.slice(0, at) + HIDDEN + match.slice(at + secret.length);
}
