import { ClusterStatus } from '@opsagent/backstage-plugin-opsagent-common';

/** Why too little is known of a cluster to call it healthy, the gravest first. */
export const SCAN_GAPS = [
  'unreachable',
  'failed',
  'pending',
  'partial',
  'unsupported',
] as const;

export type ScanGap = (typeof SCAN_GAPS)[number];

export interface ScanGapClusters {
  gap: ScanGap;
  clusters: ClusterStatus[];
}

/** The clusters that hide incidents if they have any, by reason. Empty when all were scanned whole. */
export function scanGapsOf(
  clusters: readonly ClusterStatus[],
): ScanGapClusters[] {
  return SCAN_GAPS.map(gap => ({
    gap,
    clusters: clusters.filter(each => gapOf(each) === gap),
  })).filter(each => each.clusters.length > 0);
}

function gapOf({ state, error }: ClusterStatus): ScanGap | undefined {
  if (state === 'unreachable' || state === 'unsupported') return state;
  if (error) return 'failed';
  return state === 'ok' ? undefined : state;
}
