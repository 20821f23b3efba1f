import { Evidence, ObjectReference } from '@opsagent/engine';
import { IncidentCase } from './IncidentCase';

/** Every object that an incident names, some of them more than once. */
export function objectsOfIncident({
  causes,
  findings,
  flow = [],
  subject,
}: IncidentCase): ObjectReference[] {
  const named = (evidence: readonly Evidence[]) =>
    evidence.map(({ object }) => object);
  return [
    subject,
    ...flow.flatMap(({ from, to }) => [from, to]),
    ...causes.flatMap(cause => [
      cause.subject,
      ...named(cause.evidence),
      ...named(cause.against),
      ...named(cause.missing),
    ]),
    ...findings.flatMap(finding => [
      finding.subject,
      ...finding.affected,
      ...named(finding.evidence),
    ]),
  ];
}
