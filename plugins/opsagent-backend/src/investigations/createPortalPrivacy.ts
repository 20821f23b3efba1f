import { Privacy, createPrivacy } from '@opsagent/investigator';
import { randomBytes } from 'node:crypto';

/** One of its own for each conversation. Nobody else can tell what its pseudonyms stand for: their key is kept nowhere. */
export function createPortalPrivacy(): Privacy {
  return createPrivacy({ key: randomBytes(32) });
}
