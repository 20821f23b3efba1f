import { SummaryEvent } from '@opsagent/backstage-plugin-opsagent-common';
import { SEVERITIES } from '@opsagent/engine';
import { Delivery } from './Delivery';

/** Says how many incidents there are, where they would be too many to tell one by one. */
export function describeSummary(
  delivery: Extract<Delivery, { kind: 'summary' }>,
  at: Date,
): SummaryEvent {
  const { cluster, incidents, ownerRef, severityRank } = delivery;
  const severity = SEVERITIES[severityRank];
  const search = new URLSearchParams({ cluster });
  return {
    type: 'incidents.summary',
    timestamp: at.toISOString(),
    data: {
      owner: ownerRef,
      title: `${incidents} incidents in cluster ${cluster}`,
      description: `The gravest is ${severity}. They came at once, so they are not told one by one.`,
      link: `/opsagent/incidents?${search}`,
      cluster,
      incidents,
      severity,
    },
  };
}
