import { Evidence } from '@opsagent/engine';
import { IncidentCase } from '@opsagent/investigator';
import { digestOf } from '../database/digestOf';

/**
 * A digest of what an incident is about: the same as long as nothing has come to be known that could change its explanation. What only grows while it lasts, such as
 * counts, times and lines of logs, is not in it.
 */
export function fingerprintOf({
  cluster,
  causes,
  findings,
  severity,
  subject,
}: IncidentCase): string {
  return digestOf({
    cluster,
    severity,
    subject,
    causes: causes.map(each => [
      each.cause,
      each.confidence,
      each.subject,
      each.evidence.map(lasting),
      each.against.map(lasting),
      each.missing.map(lasting),
    ]),
    findings: findings.map(each => [
      each.id,
      each.detector,
      each.severity,
      each.evidence.map(lasting),
    ]),
  });
}

function lasting(evidence: Evidence) {
  const { type, object } = evidence;
  const about = [type, object.kind, object.namespace, object.name];
  switch (evidence.type) {
    case 'field':
      return [
        ...about,
        evidence.path,
        ...(typeof evidence.value === 'number' ? [] : [evidence.value]),
      ];
    case 'event':
      return [...about, evidence.reason];
    case 'log':
      return [...about, evidence.container];
    case 'absence':
      return [...about, evidence.part];
    default:
      return about;
  }
}
