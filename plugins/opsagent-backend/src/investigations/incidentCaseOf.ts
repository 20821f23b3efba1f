import { IncidentDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { IncidentCase } from '@opsagent/investigator';

/** An incident as an investigation takes it: what its reader may see, and nothing of what people wrote. */
export function incidentCaseOf(
  incident: Omit<IncidentDetails, 'alerts'>,
): IncidentCase {
  const { id, title, severity, subject, since, cluster, causes } = incident;
  return {
    id,
    title,
    severity,
    subject,
    ...(since ? { since } : {}),
    cluster,
    causes,
    findings: incident.members,
    recommendations: incident.recommendations.map(each => ({
      id: each.id,
      title: each.title,
    })),
  };
}
