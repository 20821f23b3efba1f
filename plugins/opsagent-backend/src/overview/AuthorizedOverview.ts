import {
  ClusterHealth,
  ClusterStatus,
  Overview,
  opsagentClusterReadPermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { ClusterStore } from '../clusters/ClusterStore';
import { checksOf } from '../clusters/checksOf';
import { IncidentStore } from '../incidents/IncidentStore';
import { Authorizer, Caller } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { incidentCounts, worstFirst } from './incidentCounts';
import { OverviewCounts, OverviewStore } from './OverviewStore';

const NEWEST = 10;

export interface AuthorizedOverviewOptions {
  overview: OverviewStore;
  clusters: ClusterStore;
  incidents: IncidentStore;
  visibility: CallerVisibility;
  authorizer: Authorizer;
}

/** The health of all that one caller may see. */
export class AuthorizedOverview {
  readonly #options: AuthorizedOverviewOptions;

  constructor(options: AuthorizedOverviewOptions) {
    this.#options = options;
  }

  /** @throws NotAllowedError without permission to read findings */
  async get(caller: Caller): Promise<Overview> {
    const { incidents, overview } = this.#options;
    const now = new Date();
    const visibility = await this.#options.visibility.of(caller, () =>
      incidents.entityRefs(),
    );
    const [counts, newest, statuses] = await Promise.all([
      overview.count(visibility),
      incidents.newest(visibility, NEWEST),
      this.#statuses(caller, now),
    ]);
    return {
      at: now.toISOString(),
      incidents: counts.incidents,
      clusters: clusterHealth(counts, statuses),
      newest,
    };
  }

  /** Of no cluster for callers who may not read clusters. */
  async #statuses(caller: Caller, now: Date): Promise<ClusterStatus[]> {
    const { authorizer, clusters } = this.#options;
    return (await authorizer.isAllowed(opsagentClusterReadPermission, caller))
      ? clusters.list({ now })
      : [];
  }
}

function clusterHealth(
  { clusters }: OverviewCounts,
  statuses: readonly ClusterStatus[],
): ClusterHealth[] {
  const byName = new Map(statuses.map(each => [each.name, each]));
  return [...new Set([...byName.keys(), ...clusters.keys()])]
    .map(name => ({
      name,
      incidents: clusters.get(name) ?? incidentCounts([]),
      ...scanOf(byName.get(name)),
    }))
    .sort(
      (left, right) =>
        worstFirst(left.incidents, right.incidents) ||
        left.name.localeCompare(right.name),
    );
}

function scanOf(
  status: ClusterStatus | undefined,
): Pick<ClusterHealth, 'title' | 'scan'> {
  if (!status) return {};
  const { name: _, title, durationMs: __, coverage, ...scan } = status;
  return { title, scan: { ...scan, ...checksOf(coverage) } };
}
