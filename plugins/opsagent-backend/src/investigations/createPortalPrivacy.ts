import { LearnedText, Privacy, createPrivacy } from '@opsagent/investigator';
import { randomBytes } from 'node:crypto';

/**
 * One of its own for each conversation. Nobody else can tell what its pseudonyms stand for: their key is kept nowhere.
 *
 * @param known - what earlier ones learned, when what they saw is told again
 */
export function createPortalPrivacy(
  known: readonly LearnedText[] = [],
): Privacy {
  return createPrivacy({ key: randomBytes(32), known });
}
