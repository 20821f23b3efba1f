import { Finding } from '@opsagent/engine';
import { Fact } from './Fact';

/** What the fact says of a finding. */
export interface ToldFinding extends Pick<
  Finding,
  'detector' | 'message' | 'severity' | 'subject' | 'tier'
> {
  /** RFC 3339; since when it is so, if that is known. */
  since?: string;
  /** Named where facts of several clusters are told. */
  cluster?: string;
}

/** One line on what a rule found. */
export function factOfFinding({
  cluster,
  detector,
  message,
  severity,
  since,
  subject,
  tier,
}: ToldFinding): Fact {
  const place = cluster ? `in cluster ${cluster}: ` : '';
  return {
    kind: 'finding',
    about: subject,
    ...(since ? { at: since } : {}),
    text: `${tier}, ${severity}: ${place}${message} (${detector})`,
  };
}
