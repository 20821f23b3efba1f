import {
  EntityHealth,
  IncidentChanges,
  IncidentDetails,
  IncidentSummary,
  IncidentFacets,
  Life,
  FindingChange,
  LifecycleChange,
  OpsAgentApi,
  Overview,
  StoredFinding,
  StoredIncident,
  Transition,
  TransitionList,
  isUnseen,
} from '@opsagent/backstage-plugin-opsagent-common';
import { NotFoundError, ResponseError } from '@backstage/errors';
import { sampleAlerts } from '../src/__testUtils__/sampleAlert';
import { samples } from '../src/__testUtils__/samples';
import { sampleGraph } from '../src/__testUtils__/sampleGraph';
import { sampleTimeline } from '../src/__testUtils__/sampleTimeline';
import { WithoutModel } from './WithoutModel';

const SCAN_TAKES = 6_000;
const DAY = 24 * 3_600_000;
const REFUSED = 'refuse';

/** Answers from the samples, chosen by the entity's name. Scans take some seconds and change nothing but their time; changes of states last until the page is loaded anew. */
export class SampleApi extends WithoutModel implements OpsAgentApi {
  #scannedAt?: number;
  readonly #changes = new Map<string, Partial<Life>>();

  async getEntityHealth(entityRef: string): Promise<EntityHealth> {
    const name = entityRef.split('/')[1];
    if (name === 'loading') return new Promise(() => {});
    if (name === 'forbidden') throw await failure(403, 'NotAllowedError');
    if (name === 'error') throw await failure(503, 'ServiceUnavailableError');
    const sample = Object.entries(samples).find(([key]) => key === name)?.[1];
    if (!sample) throw new NotFoundError(`No sample ${name}`);
    return this.#withScan(this.#withChanges(sample()));
  }

  async requestScan(cluster: string) {
    this.#scannedAt = Date.now() + SCAN_TAKES;
    return { cluster, started: true };
  }

  async listClusters() {
    return { items: [] };
  }

  async listClusterSummaries() {
    return this.listClusters();
  }

  async getCluster(cluster: string): Promise<never> {
    throw new NotFoundError(`No sample of cluster ${cluster}`);
  }

  async listNamespaces(cluster: string) {
    return this.getCluster(cluster);
  }

  async getNamespace(cluster: string) {
    return this.getCluster(cluster);
  }

  async listNodes(cluster: string) {
    return this.getCluster(cluster);
  }

  async getNode(cluster: string) {
    return this.getCluster(cluster);
  }

  async listFindings() {
    const { findings } = this.#everything();
    return { items: findings, totalItems: findings.length, pageInfo: {} };
  }

  async getFinding(id: string): Promise<StoredFinding> {
    return found(this.#everything().findings, id);
  }

  async changeFinding(id: string, change: FindingChange) {
    await this.#change(id, change);
    return this.getFinding(id);
  }

  async listFindingTransitions(id: string) {
    return transitionsOf(await this.getFinding(id));
  }

  async revokeAcceptance(id: string) {
    const covered = this.#everything().findings.filter(
      each => each.acceptance === id,
    );
    for (const each of covered) await this.#change(each.id, { state: 'open' });
    return { reopened: covered.length };
  }

  async listIncidents() {
    const { incidents } = this.#everything();
    const items = incidents.map(({ causes, findings, ...incident }) => ({
      ...incident,
      cause: causes[0],
      causes: causes.length,
      findings: findings.length,
    }));
    return { items, totalItems: items.length, pageInfo: {} };
  }

  async countIncidents(): Promise<IncidentFacets> {
    const { incidents } = this.#everything();
    return {
      severity: counted(incidents.map(each => each.severity)),
      state: counted(incidents.map(each => each.state)),
      cluster: counted(incidents.map(each => each.cluster)),
      cause: counted(incidents.map(each => each.causes[0].cause)),
      owner: counted(incidents.flatMap(each => each.owners)),
      system: [],
    };
  }

  async exportIncidents() {
    const { incidents } = this.#everything();
    const lines = ['title', ...incidents.map(each => each.title)];
    return { csv: new Blob([lines.join('\n')]), truncated: false };
  }

  async changeIncidents({ ids, change }: IncidentChanges) {
    for (const id of ids) await this.#change(id, change);
    return { items: ids.map(id => ({ id, state: change.state })) };
  }

  async getIncident(id: string): Promise<IncidentDetails> {
    const { incidents, findings } = this.#everything();
    const incident = found(incidents, id);
    return {
      ...incident,
      members: findings.filter(each => incident.findings.includes(each.id)),
      alerts: sampleAlerts(id),
    };
  }

  async changeIncident(id: string, change: LifecycleChange) {
    await this.#change(id, change);
    return this.getIncident(id);
  }

  async listIncidentFindings(id: string) {
    const { members } = await this.getIncident(id);
    return { items: members, totalItems: members.length, pageInfo: {} };
  }

  async listIncidentTransitions(id: string) {
    return transitionsOf(await this.getIncident(id));
  }

  async getIncidentGraph(id: string) {
    return sampleGraph(await this.getIncident(id));
  }

  async listIncidentTimeline(id: string) {
    const incident = await this.getIncident(id);
    const items = sampleTimeline(incident, transitionsOf(incident).items);
    return { items, totalItems: items.length, pageInfo: {} };
  }

  async getOverview(): Promise<Overview> {
    const { items } = await this.listIncidents();
    const countsOf = (incidents: IncidentSummary[]) => ({
      open: countBySeverity(incidents.filter(isUnseen)),
      quiet: incidents.filter(each => !isUnseen(each)).length,
    });
    const { clusters } = samples.incidents();
    return {
      at: new Date().toISOString(),
      incidents: countsOf(items),
      clusters: clusters.map(({ name, title, unread, ...scan }) => ({
        name,
        title,
        incidents: countsOf(items.filter(each => each.cluster === name)),
        scan: { ...scan, kindsUnread: unread.length },
      })),
      readsClusters: true,
      owners: [{ ownerRef: 'group:default/shop', incidents: countsOf(items) }],
      systems: [
        { systemRef: 'system:default/shop', incidents: countsOf(items) },
      ],
      changes: {
        since: new Date(Date.now() - DAY).toISOString(),
        opened: items.length,
        resolved: 2,
      },
      recent: items,
      causes: items.map(({ cause: { cause, title } }) => ({
        cause,
        title,
        incidents: 3,
        open: 1,
      })),
      trend: sampleTrend(countsOf(items).open),
    };
  }

  async listAlerts() {
    return sampleAlerts(this.#everything().incidents[0].id);
  }

  async getAlertTarget() {
    return { incident: this.#everything().incidents[0].id };
  }

  async #change(id: string, change: FindingChange) {
    if (change.reason === REFUSED) throw await failure(409, 'ConflictError');
    this.#changes.set(id, {
      until: undefined,
      reason: undefined,
      by: 'user:default/somebody',
      stateSince: new Date().toISOString(),
      ...change,
    });
  }

  #everything() {
    return this.#withChanges(samples.incidents());
  }

  #withChanges(health: EntityHealth): EntityHealth {
    const changed = <T extends StoredFinding | StoredIncident>(each: T): T => ({
      ...each,
      ...this.#changes.get(each.id),
    });
    return {
      ...health,
      incidents: health.incidents.map(changed),
      findings: health.findings.map(changed),
    };
  }

  #withScan(health: EntityHealth): EntityHealth {
    const scannedAt = this.#scannedAt;
    if (scannedAt === undefined) return health;
    return {
      ...health,
      clusters: health.clusters.map(each => ({
        ...each,
        scanning: Date.now() < scannedAt,
        scannedAt:
          Date.now() < scannedAt
            ? each.scannedAt
            : new Date(scannedAt).toISOString(),
      })),
    };
  }
}

function countBySeverity(incidents: IncidentSummary[]) {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of incidents) counts[severity] += 1;
  return counts;
}

function sampleTrend(open: Overview['incidents']['open']): Overview['trend'] {
  const dateOf = (daysAgo: number) =>
    new Date(Date.now() - daysAgo * DAY).toISOString().slice(0, 10);
  return {
    days: Array.from({ length: 30 }, (_, index) => ({
      date: dateOf(29 - index),
      open: { ...open, medium: (index * 7) % 5, low: Math.floor(index / 10) },
    })),
    weeks: [3, 2, 1, 0].map(week => ({
      from: dateOf(7 * week + 6),
      to: dateOf(7 * week),
      resolved: week,
      ...(week > 0 && { medianTimeToResolve: 3_600 * week * week }),
    })),
  };
}

function counted(values: readonly string[]) {
  return [...new Set(values)].map(value => ({
    value,
    count: values.filter(each => each === value).length,
  }));
}

function found<T extends { id: string }>(items: readonly T[], id: string): T {
  const item = items.find(each => each.id === id);
  if (!item) throw new NotFoundError(`Nothing has the id ${id}`);
  return item;
}

function transitionsOf(life: Life): TransitionList {
  const first: Transition = { at: life.firstSeenAt, to: 'open' };
  const { state, stateSince, by, reason, until } = life;
  const steps: Transition[] =
    state === 'open'
      ? []
      : [{ at: stateSince, from: 'open', to: state, by, reason, until }];
  const items = [first, ...steps];
  return { items, totalItems: items.length, pageInfo: {} };
}

function failure(status: number, name: string) {
  const body = { error: { name, message: 'Said by the sample' }, response: {} };
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    }),
  );
}
