import {
  Checks,
  EntityCluster,
} from '@opsagent/backstage-plugin-opsagent-common';
import { sum } from './sum';

/** Checks, each counted once in every cluster. */
export interface CheckCounts {
  ran: number;
  total: number;
  /** Kinds that were not read completely. Checks may have run on what was read of them. */
  unread: number;
}

export function countChecks(clusters: readonly Checks[]): CheckCounts {
  const ran = sum(clusters, each => each.detectorsRun);
  return {
    ran,
    total: ran + sum(clusters, each => each.detectorsSkipped),
    unread: sum(clusters, each => each.kindsUnread),
  };
}

/** What was checked in the clusters of an entity. */
export function countEntityChecks(
  clusters: readonly EntityCluster[],
): CheckCounts {
  return countChecks(
    clusters.map(each => ({ ...each, kindsUnread: each.unread.length })),
  );
}
