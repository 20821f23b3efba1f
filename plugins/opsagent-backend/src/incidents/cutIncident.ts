import { IncidentSummary } from '@opsagent/backstage-plugin-opsagent-common';
import { CauseHypothesis, Incident, Recommendation } from '@opsagent/engine';
import { IncidentReader } from './IncidentReader';
import { EvidenceSource, KeptSummary, sourcesOf } from './KeptSummary';
import { objectsOfAdvice } from './linkIncident';

type ToldSummary = Pick<
  IncidentSummary,
  | 'id'
  | 'title'
  | 'severity'
  | 'subject'
  | 'since'
  | 'cause'
  | 'findings'
  | 'causes'
>;

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
    title: toldTitle(incident, plainTitle, reader),
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

/** What a list tells of an incident that `cutIncident` tells of the same one. */
export function cutSummary(
  summary: KeptSummary,
  plainTitle: string,
  reader: IncidentReader,
): ToldSummary {
  const { cause, causes, findings, id, severity, since, sources, subject } =
    summary;
  const { message, ...rest } = cause;
  return {
    id,
    title: toldTitle(summary, plainTitle, reader),
    severity,
    subject: reader.named(subject),
    since,
    cause: {
      ...rest,
      ...(mayBeTold(cause, sources, reader) ? { message } : {}),
      subject: reader.named(cause.subject),
    },
    findings: findings.filter(each => reader.seesFinding(each)).length,
    causes,
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
function isForReader(cause: CauseHypothesis, reader: IncidentReader) {
  return mayBeTold(cause, sourcesOf(cause), reader);
}

function mayBeTold(
  { message, subject }: Pick<CauseHypothesis, 'message' | 'subject'>,
  sources: readonly EvidenceSource[],
  reader: IncidentReader,
) {
  return (
    reader.seesTextOn(subject) &&
    reader.mayRead(message ?? '') &&
    sources.every(each => reader.seesEvidence(each))
  );
}

function toldTitle(
  { subject, title }: Pick<Incident, 'subject' | 'title'>,
  plainTitle: string,
  reader: IncidentReader,
) {
  return reader.seesTextOn(subject) && reader.mayRead(title)
    ? title
    : plainTitle;
}

/** A recommendation is of use only whole. */
function mayAdvise(recommendation: Recommendation, reader: IncidentReader) {
  const { findings: _, ...told } = recommendation;
  return (
    objectsOfAdvice(recommendation).every(each => reader.seesObject(each)) &&
    reader.mayRead(told)
  );
}
