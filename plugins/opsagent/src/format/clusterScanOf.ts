import {
  ClusterScan,
  ClusterStatus,
} from '@opsagent/backstage-plugin-opsagent-common';

/** How the last scan of a cluster went, with its coverage as numbers. */
export function clusterScanOf(status: ClusterStatus): ClusterScan {
  const { state, scanning, scannedAt, unreachableSince, error, coverage } =
    status;
  const { total, skipped, failed } = coverage?.detectors ?? {
    total: 0,
    skipped: [],
    failed: [],
  };
  const silent = skipped.length + failed.length;
  return {
    state,
    scanning,
    scannedAt,
    unreachableSince,
    error,
    detectorsRun: total - silent,
    detectorsSkipped: silent,
  };
}
