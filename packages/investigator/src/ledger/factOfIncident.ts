import { CauseHypothesis, describeObject, Incident } from '@opsagent/engine';
import { Fact } from './Fact';

/** What the fact says of an incident. */
export interface ToldIncident extends Pick<
  Incident,
  'id' | 'severity' | 'subject' | 'title'
> {
  cluster: string;
  /** The likeliest. */
  cause: Pick<CauseHypothesis, 'cause' | 'title' | 'message' | 'confidence'>;
  /** RFC 3339; since when it is so, if that is known. */
  since?: string;
  /** What people said of it, where that is known. */
  state?: string;
  /** The entities that it concerns, where that is known. */
  entityRefs?: readonly string[];
  /** RFC 3339. */
  resolvedAt?: string;
}

/** An incident in short, with its likeliest cause. */
export function factOfIncident({
  cause,
  entityRefs,
  resolvedAt,
  since,
  ...incident
}: ToldIncident): Fact {
  const { cluster, id, severity, state, subject, title } = incident;
  return {
    kind: 'document',
    ...(since ? { at: since } : {}),
    text: JSON.stringify({
      incident: title,
      id,
      cluster,
      severity,
      state,
      subject: describeObject(subject),
      cause: cause.cause,
      says: cause.message ?? cause.title,
      confidence: cause.confidence,
      entities: entityRefs,
      resolvedAt,
    }),
  };
}
