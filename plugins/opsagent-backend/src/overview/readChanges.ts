import {
  RecentChanges,
  PRESENT_STATES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { VisibleIncidents } from './countIncidents';

/** What has become of incidents since a moment. */
export async function readChanges(
  incidents: VisibleIncidents,
  { since }: { since: Date },
): Promise<RecentChanges> {
  const [[{ opened }], [{ resolved }]] = await Promise.all([
    incidents()
      .whereIn('state', PRESENT_STATES)
      .where('first_seen_at', '>=', since)
      .count({ opened: '*' }),
    incidents()
      .where('state', 'resolved')
      .where('resolved_at', '>=', since)
      .count({ resolved: '*' }),
  ]);
  return {
    since: since.toISOString(),
    opened: Number(opened),
    resolved: Number(resolved),
  };
}
