import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { Fact, factOfFinding } from '@opsagent/investigator';
import { factOfIncident } from './incidentListings';

const MOST_INCIDENTS = 10;
const MOST_FINDINGS = 25;

/** What is known of an entity, the most important first. */
export function factsOfHealth({
  clusters,
  findings,
  incidents,
  leftOut,
}: EntityHealth): { facts: Fact[]; cut?: string } {
  const left =
    Math.max(0, incidents.length - MOST_INCIDENTS) +
    Math.max(0, findings.length - MOST_FINDINGS) +
    (leftOut ? leftOut.incidents + leftOut.findings : 0);
  return {
    facts: [
      ...clusters.map(each => factOfCluster(each)),
      ...incidents
        .slice(0, MOST_INCIDENTS)
        .flatMap(incident =>
          incident.causes
            .slice(0, 1)
            .map(cause => factOfIncident({ ...incident, cause })),
        ),
      ...findings
        .slice(0, MOST_FINDINGS)
        .map(finding =>
          factOfFinding({ ...finding, since: finding.firstSeenAt }),
        ),
    ],
    ...(left > 0
      ? {
          cut: `${left} less severe incidents and findings; list_incidents and list_findings tell more`,
        }
      : {}),
  };
}

function factOfCluster({
  detectorsSkipped,
  name,
  objects,
  scannedAt,
  state,
  unread,
}: EntityHealth['clusters'][number]): Fact {
  return {
    kind: 'document',
    ...(scannedAt ? { at: scannedAt } : {}),
    text: JSON.stringify({
      cluster: name,
      scan: state,
      objectsOfTheEntity: objects,
      kindsNotReadCompletely: unread.map(each => each.kind),
      rulesThatDidNotRun: detectorsSkipped,
    }),
  };
}
