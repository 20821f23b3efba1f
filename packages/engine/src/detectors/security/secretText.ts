import { HIDDEN } from '../../findings/redact';
import {
  CREDENTIAL_FORMATS,
  mayHoldCredential,
} from '../../redaction/credentialFormats';
import { isNamedSecret, isPlaceholder } from '../../redaction/secretNames';

export { HIDDEN, isNamedSecret };

/** Longer texts are programs or data, of which the beginning is looked at. */
const LONGEST_TEXT = 100_000;

/** What kind of credential a text holds, in words; undefined for one that is none as far as its form tells. */
export function credentialIn(value: string): string | undefined {
  const text = value.slice(0, LONGEST_TEXT);
  if (!mayHoldCredential(text)) return undefined;
  for (const { name, pattern } of CREDENTIAL_FORMATS) {
    const match = pattern.exec(text);
    if (match && !isPlaceholder(match[1] ?? '')) return name;
    if (match && match[1] === undefined) return name;
  }
  return undefined;
}
