import { Knex } from 'knex';
import { saveObjectLinks } from '../entities/objectLinks';
import { Step } from '../lifecycle/planLives';
import { CompletedScan } from '../scanning/ScanStore';
import { linkAlerts } from './linkAlerts';
import { PlacedRow, placeAlerts } from './placeAlerts';

/** Milliseconds for which an alert that still fires stays with an incident that is resolved: rules take a while to see that all is well. */
const LINGER_FOR = 30 * 60_000;

/**
 * Takes over what a scan says of the objects that alerts are about, after its incidents: alerts that fire are linked anew, and those that no incident of a scan tells
 * join the ones that now are about their objects.
 *
 * @returns what that changes in the lives of incidents that only alerts tell
 */
export async function settleAlerts(
  tx: Knex,
  { cluster, objects, capturedAt }: CompletedScan,
): Promise<Step[]> {
  await saveObjectLinks(tx, cluster, objects);
  const firing: (PlacedRow & { is_told: unknown })[] = await tx('alerts')
    .leftJoin('incidents', 'incidents.id', 'alerts.incident_id')
    .where('alerts.cluster', cluster)
    .where('alerts.state', 'firing')
    .select(
      'alerts.id',
      'alerts.name',
      'alerts.severity',
      'alerts.subject',
      'alerts.subject_key',
      'alerts.owner',
      'alerts.owner_key',
      'alerts.incident_id',
    )
    .select({
      is_told: tx.raw(
        "case when incidents.source = 'scan' and (incidents.state <> 'resolved' or incidents.resolved_at > ?) then 1 end",
        [new Date(capturedAt.getTime() - LINGER_FOR)],
      ),
    });
  if (firing.length === 0) return [];
  const linked = await linkAlerts(tx, cluster, firing);
  const untold = linked.filter(row => row.is_told === null);
  return placeAlerts(tx, cluster, untold, capturedAt);
}
