import { describeOfObject, Evidence } from '@opsagent/engine';
import { Privacy } from './Privacy';

/** Evidence in plain text, without the object that it is about. Credentials go before a long message is cut, since what is left of one may not look like it any more. */
export function describeWithoutCredentials(
  evidence: Evidence,
  privacy: Pick<Privacy, 'hideCredentials'>,
): string {
  const told =
    evidence.type === 'event'
      ? { ...evidence, message: privacy.hideCredentials(evidence.message) }
      : evidence;
  return describeOfObject(told).join('\n');
}
