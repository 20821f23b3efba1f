import {
  ClusterHealth,
  IncidentCounts,
  Overview,
} from '@opsagent/backstage-plugin-opsagent-common';

/** Whether the last scan of a cluster saw all of it, so that no incidents is good news. */
export function isReadWhole({ scan }: Pick<ClusterHealth, 'scan'>): boolean {
  return scan !== undefined && scan.state === 'ok' && !scan.error;
}

export function openIncidents({ open }: IncidentCounts): number {
  return Object.values(open).reduce((sum, each) => sum + each, 0);
}

/** What the overview can say as a whole. `calm` is what nothing open was found in, though not everything could be looked at, or somebody has put it aside. */
export type PlatformState = 'open' | 'healthy' | 'neverScanned' | 'calm';

export function platformStateOf(
  overview: Pick<Overview, 'incidents' | 'clusters'>,
): PlatformState {
  const { clusters, incidents } = overview;
  if (openIncidents(incidents) > 0) return 'open';
  if (incidents.quiet > 0) return 'calm';
  if (clusters.length > 0 && clusters.every(isReadWhole)) return 'healthy';
  const scannable = clusters.filter(each => each.scan?.state !== 'unsupported');
  return scannable.length > 0 &&
    scannable.every(each => each.scan?.state === 'pending')
    ? 'neverScanned'
    : 'calm';
}
