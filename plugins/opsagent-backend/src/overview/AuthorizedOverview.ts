import {
  ClusterHealth,
  ClusterStatus,
  IncidentCounts,
  Overview,
  checksOf,
} from '@opsagent/backstage-plugin-opsagent-common';
import { builtInCauses } from '@opsagent/engine';
import { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { IncidentStore } from '../incidents/IncidentStore';
import { Caller } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { dayBefore } from './days';
import { incidentCounts, worstFirst } from './incidentCounts';
import { OverviewCounts, OverviewStore } from './OverviewStore';

/** Of what has begun lately. */
const MOST_RECENT = 10;
/** Owners and systems that are told of. */
const MOST = 100;

const TITLES = new Map(builtInCauses.map(each => [each.id, each.title]));

export interface AuthorizedOverviewOptions {
  overview: OverviewStore;
  clusters: Pick<AuthorizedClusters, 'readable'>;
  incidents: IncidentStore;
  visibility: CallerVisibility;
}

/** The health of all that one caller may see. */
export class AuthorizedOverview {
  readonly #options: AuthorizedOverviewOptions;

  constructor(options: AuthorizedOverviewOptions) {
    this.#options = options;
  }

  /** @throws NotAllowedError without permission to read findings */
  async get(caller: Caller): Promise<Overview> {
    const { clusters, incidents: store, overview } = this.#options;
    const now = new Date();
    const [visibility, statuses] = await Promise.all([
      this.#options.visibility.of(caller, () => store.entityRefs()),
      clusters.readable(caller),
    ]);
    const [counts, recent] = await Promise.all([
      overview.count(visibility, { now }),
      store.begunSince(dayBefore(now), visibility, MOST_RECENT),
    ]);
    const { causes, changes, owners, systems, trend } = counts;
    return {
      at: now.toISOString(),
      incidents: counts.incidents,
      clusters: clusterHealth(counts, statuses ?? []),
      readsClusters: statuses !== undefined,
      owners: worst(owners).map(([ownerRef, incidents]) => ({
        ownerRef,
        incidents,
      })),
      systems: worst(systems).map(([systemRef, incidents]) => ({
        systemRef,
        incidents,
      })),
      changes,
      recent,
      causes: causes.map(each => ({ ...each, title: TITLES.get(each.cause) })),
      trend,
    };
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
  const {
    coverage,
    durationMs: _,
    mayScan: __,
    name: ___,
    title,
    ...scan
  } = status;
  return { title, scan: { ...scan, ...checksOf(coverage) } };
}
