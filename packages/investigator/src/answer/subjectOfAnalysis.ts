import { Analysis } from '@opsagent/engine';
import { factOfFinding } from '../ledger/factOfFinding';
import { factOfIncident } from '../ledger/factOfIncident';
import { QuestionSubject } from './QuestionSubject';

const MOST_INCIDENTS = 15;
const MOST_FINDINGS = 25;

/** A cluster to ask about, of which nothing but its analysis is known: its incidents with their causes, then what else was found. Hygiene is left to `list_findings`. */
export function subjectOfAnalysis({
  cluster,
  findings,
  incidents,
}: Analysis): QuestionSubject {
  const told = incidents.slice(0, MOST_INCIDENTS);
  const roots = new Set(told.map(incident => incident.findings[0]));
  const others = findings.filter(
    ({ id, tier }) => tier !== 'hygiene' && !roots.has(id),
  );
  const left =
    Math.max(0, incidents.length - MOST_INCIDENTS) +
    Math.max(0, others.length - MOST_FINDINGS);
  return {
    type: 'cluster',
    name: cluster,
    facts: [
      ...told.flatMap(({ causes, ...incident }) =>
        causes.slice(0, 1).map(cause => ({
          ...factOfIncident({ ...incident, cause, cluster }),
          about: incident.subject,
        })),
      ),
      ...others.slice(0, MOST_FINDINGS).map(finding => factOfFinding(finding)),
    ],
    ...(left > 0
      ? {
          cut: `${left} less severe incidents and findings; list_findings tells them`,
        }
      : {}),
  };
}
