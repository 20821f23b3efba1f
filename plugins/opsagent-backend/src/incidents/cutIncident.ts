import {
  CauseHypothesis,
  Evidence,
  Incident,
  ObjectReference,
} from '@opsagent/engine';
import { objectKey } from '../entities/objectKey';
import { isOfInfrastructure } from '../findings/cutToVisible';
import { ObjectEntities } from '../findings/FindingStore';

export interface IncidentReader {
  /** Entity refs. */
  visible: ReadonlySet<string>;
  /** Whether what belongs to no entity is for this reader too. */
  unmapped: boolean;
}

/**
 * An incident as it may be told to somebody who may see some of the entities that it concerns. Of an object that belongs to others only it says what kind of thing it is
 * and what went wrong with such a thing in general; free text, evidence and advice about it are left out.
 */
export function cutIncident(
  incident: Incident,
  entities: ObjectEntities,
  { visible, unmapped }: IncidentReader,
): Incident {
  const isVisible = (object: ObjectReference) => {
    const owners = entities[objectKey(object)] ?? [];
    return owners.length === 0
      ? unmapped
      : owners.some(ref => visible.has(ref));
  };
  const mayTell = (evidence: Evidence) =>
    isVisible(evidence.object) || isOfInfrastructure(evidence);
  const cutCause = (cause: CauseHypothesis): CauseHypothesis => {
    const all = [...cause.evidence, ...cause.against, ...cause.missing];
    if (isVisible(cause.subject) && all.every(mayTell)) return cause;
    const { message: _, ...rest } = cause;
    return {
      ...rest,
      subject: isVisible(cause.subject)
        ? cause.subject
        : unnamed(cause.subject),
      evidence: cause.evidence.filter(mayTell),
      against: cause.against.filter(mayTell),
      missing: cause.missing.filter(mayTell),
    };
  };
  return {
    ...incident,
    subject: isVisible(incident.subject)
      ? incident.subject
      : unnamed(incident.subject),
    causes: incident.causes.map(cutCause),
    ...(incident.links
      ? {
          links: incident.links.map(link => ({
            ...link,
            because: cutCause(link.because),
          })),
        }
      : {}),
    recommendations: incident.recommendations.filter(
      ({ target, steps }) =>
        isVisible(target) &&
        steps.every(({ patch }) => !patch || isVisible(patch.target)),
    ),
  };
}

/** What kind of thing it is, and no more. */
function unnamed({ apiVersion, kind }: ObjectReference): ObjectReference {
  return { ...(apiVersion ? { apiVersion } : {}), kind, name: '' };
}
