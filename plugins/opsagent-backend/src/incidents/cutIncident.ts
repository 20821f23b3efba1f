import { CauseHypothesis, Incident, Recommendation } from '@opsagent/engine';
import { IncidentReader } from './IncidentReader';
import { objectsOfAdvice } from './linkIncident';

/**
 * An incident as it may be told to somebody who may see some of the entities that it concerns. Of an object that is not for them it says what kind of thing it is and
 * what went wrong with such a thing in general; findings, free text, evidence and advice about it are left out. How the failure
 * spreads is told by `graphOf` alone.
 *
 * @param plainTitle - one without names
 */
export function cutIncident(
  incident: Incident,
  plainTitle: string,
  reader: IncidentReader,
): Incident {
  const { flow: _, links, subject, ...rest } = incident;
  const untold = new Set(
    incident.causes
      .filter(each => !isForReader(each, reader))
      .map(each => each.cause),
  );
  return {
    ...rest,
    title:
      reader.seesTextOn(subject) && reader.mayRead(incident.title)
        ? incident.title
        : plainTitle,
    subject: reader.named(subject),
    causes: incident.causes.map(each => cutCause(each, reader)),
    findings: incident.findings.filter(each => reader.seesFinding(each)),
    ...(links
      ? {
          links: links
            .filter(each => reader.seesFinding(each.finding))
            .map(({ finding, because }) => ({
              finding,
              because: cutCause(because, reader),
            })),
        }
      : {}),
    recommendations: incident.recommendations
      .filter(each => !untold.has(each.answers) && mayAdvise(each, reader))
      .map(each => ({
        ...each,
        findings: each.findings.filter(id => reader.seesFinding(id)),
      })),
  };
}

function cutCause(
  cause: CauseHypothesis,
  reader: IncidentReader,
): CauseHypothesis {
  const { against, evidence, message, missing, ...rest } = cause;
  return {
    ...rest,
    ...(message !== undefined && isForReader(cause, reader) ? { message } : {}),
    subject: reader.named(cause.subject),
    findings: cause.findings.filter(each => reader.seesFinding(each)),
    evidence: evidence.filter(each => reader.seesEvidence(each)),
    against: against.filter(each => reader.seesEvidence(each)),
    missing: missing.filter(each => reader.seesEvidence(each)),
  };
}

/** Whether a hypothesis names nothing that is not for the reader. */
function isForReader(
  { against, evidence, message, missing, subject }: CauseHypothesis,
  reader: IncidentReader,
) {
  return (
    reader.seesTextOn(subject) &&
    reader.mayRead(message ?? '') &&
    [...evidence, ...against, ...missing].every(each =>
      reader.seesEvidence(each),
    )
  );
}

/** A recommendation is of use only whole. */
function mayAdvise(recommendation: Recommendation, reader: IncidentReader) {
  const { findings: _, ...told } = recommendation;
  return (
    objectsOfAdvice(recommendation).every(each => reader.seesObject(each)) &&
    reader.mayRead(told)
  );
}
