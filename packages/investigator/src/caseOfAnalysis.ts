import { Analysis } from '@opsagent/engine';
import { IncidentCase } from './IncidentCase';

/**
 * One incident of an analysis: the worst unless named by its id.
 *
 * @throws Error naming the ids there are, when there is no such incident
 */
export function caseOfAnalysis(
  { cluster, incidents, findings }: Analysis,
  id?: string,
): IncidentCase {
  const incident = id
    ? incidents.find(each => each.id === id)
    : incidents.at(0);
  if (!incident)
    throw new Error(
      incidents.length === 0
        ? 'There is no incident to investigate'
        : `There is no incident ${id}; there are ${incidents.map(each => each.id).join(', ')}`,
    );
  const members = new Map(findings.map(each => [each.id, each]));
  return {
    ...incident,
    cluster,
    findings: incident.findings.flatMap(each => members.get(each) ?? []),
  };
}
