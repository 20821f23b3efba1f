import {
  ClusterHealth,
  ClusterStatus,
  IncidentCounts,
  Overview,
  opsagentClusterReadPermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { builtInCauses } from '@opsagent/engine';
import { ClusterStore } from '../clusters/ClusterStore';
import { checksOf } from '../clusters/checksOf';
import { IncidentStore } from '../incidents/IncidentStore';
import { Authorizer, Caller } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { incidentCounts, worstFirst } from './incidentCounts';
import { OverviewCounts, OverviewStore } from './OverviewStore';

const NEWEST = 10;
/** Owners and systems that are told of. */
const MOST = 100;

const TITLES = new Map(builtInCauses.map(each => [each.id, each.title]));

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
    const { incidents: store, overview } = this.#options;
    const now = new Date();
    const visibility = await this.#options.visibility.of(caller, () =>
      store.entityRefs(),
    );
    const [counts, newest, statuses] = await Promise.all([
      overview.count(visibility, { now }),
      store.newest(visibility, NEWEST),
      this.#statuses(caller, now),
    ]);
    const { causes, changes, owners, systems, trend } = counts;
    return {
      at: now.toISOString(),
      incidents: counts.incidents,
      clusters: clusterHealth(counts, statuses),
      owners: worst(owners).map(([ownerRef, incidents]) => ({
        ownerRef,
        incidents,
      })),
      systems: worst(systems).map(([systemRef, incidents]) => ({
        systemRef,
        incidents,
      })),
      changes,
      newest,
      causes: causes.map(each => ({ ...each, title: TITLES.get(each.cause) })),
      trend,
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

function worst(counted: ReadonlyMap<string, IncidentCounts>) {
  return [...counted]
    .sort(
      ([leftRef, left], [rightRef, right]) =>
        worstFirst(left, right) || leftRef.localeCompare(rightRef),
    )
    .slice(0, MOST);
}

function scanOf(
  status: ClusterStatus | undefined,
): Pick<ClusterHealth, 'title' | 'scan'> {
  if (!status) return {};
  const { name: _, title, durationMs: __, coverage, ...scan } = status;
  return { title, scan: { ...scan, ...checksOf(coverage) } };
}
