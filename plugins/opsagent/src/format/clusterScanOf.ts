import {
  checksOf,
  ClusterScan,
  ClusterStatus,
} from '@opsagent/backstage-plugin-opsagent-common';

/** How the last scan of a cluster went, with its coverage as numbers. */
export function clusterScanOf(status: ClusterStatus): ClusterScan {
  const { state, scanning, scannedAt, unreachableSince, error, coverage } =
    status;
  return {
    state,
    scanning,
    scannedAt,
    unreachableSince,
    error,
    ...checksOf(coverage),
  };
}
