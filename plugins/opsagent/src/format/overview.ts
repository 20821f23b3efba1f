import {
  EntityCluster,
  EntityHealth,
  isUnseen,
} from '@opsagent/backstage-plugin-opsagent-common';
import { byAttention, looseProblems } from './attention';
import { sum } from './sum';
import { Severity } from './types';

/** Which of the page's states an answer calls for. */
export type Overview =
  | 'noClusters'
  | 'neverScanned'
  | 'noObjects'
  | 'problems'
  | 'healthy'
  | 'unknown';

/** Unknown is not healthy: one unread kind, silent cluster or failed scan suffices to withhold the good word. */
export function overviewOf(health: EntityHealth): Overview {
  const { clusters, findings } = health;
  if (troublesOf(health).length > 0) return 'problems';
  const scannable = clusters.filter(each => each.state !== 'unsupported');
  if (scannable.length === 0) return 'noClusters';
  if (scannable.every(each => each.state === 'pending')) return 'neverScanned';
  const complete = scannable.every(each => each.state === 'ok' && !each.error);
  const objects = sum(clusters, each => each.objects);
  if (objects === 0 && findings.length === 0) {
    return scannable.some(each => !hasAnswered(each)) ? 'unknown' : 'noObjects';
  }
  return complete ? 'healthy' : 'unknown';
}

function hasAnswered({ state, error }: EntityCluster) {
  return (state === 'ok' || state === 'partial') && !error;
}

/** How much of each there is that nobody has dealt with, and how much of what fails somebody has. */
export interface Counts {
  incident: number;
  /** Problems of no incident. */
  problem: number;
  risk: number;
  hygiene: number;
  acknowledged: number;
  snoozed: number;
}

export function countsOf(health: EntityHealth): Counts {
  const { acknowledged, snoozed } = byAttention(troublesOf(health));
  const waiting = health.findings.filter(isUnseen);
  return {
    incident: health.incidents.filter(isUnseen).length,
    problem: looseProblems(health).filter(isUnseen).length,
    risk: waiting.filter(each => each.tier === 'risk').length,
    hygiene: waiting.filter(each => each.tier === 'hygiene').length,
    acknowledged: acknowledged.length,
    snoozed: snoozed.length,
  };
}

/** Everything that fails, once. */
function troublesOf(health: EntityHealth) {
  return [...health.incidents, ...looseProblems(health)];
}

/** The oldest of the clusters' last scans: nothing on the page is older, except where a cluster says so itself. */
export function oldestScan(
  clusters: readonly EntityCluster[],
): string | undefined {
  const answering = clusters.filter(each => each.state !== 'unreachable');
  return answering
    .flatMap(each => each.scannedAt ?? [])
    .sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}

const SEVERITY_ORDER: readonly Severity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
];

const STATE_ORDER: readonly EntityCluster['state'][] = [
  'unreachable',
  'partial',
  'pending',
  'unsupported',
  'ok',
];

/** Clusters by the worst that nobody has dealt with, then by how little is known of them, then by name. */
export function worstClustersFirst(health: EntityHealth): EntityCluster[] {
  const troubles = troublesOf(health).filter(isUnseen);
  const rank = new Map(
    health.clusters.map(({ name, state }) => {
      const here = troubles.filter(each => each.cluster === name);
      const worst = Math.min(
        SEVERITY_ORDER.length,
        ...here.map(each => SEVERITY_ORDER.indexOf(each.severity)),
      );
      return [name, [worst, -here.length, STATE_ORDER.indexOf(state)]];
    }),
  );
  return [...health.clusters].sort((a, b) => {
    const [left, right] = [rank.get(a.name) ?? [], rank.get(b.name) ?? []];
    const differing = left.findIndex((each, index) => each !== right[index]);
    return differing < 0
      ? a.name.localeCompare(b.name)
      : left[differing] - right[differing];
  });
}

/** The answer narrowed to one cluster. */
export function narrowTo(
  health: EntityHealth,
  cluster: string | undefined,
): EntityHealth {
  if (cluster === undefined) return health;
  return {
    ...health,
    clusters: health.clusters.filter(each => each.name === cluster),
    incidents: health.incidents.filter(each => each.cluster === cluster),
    findings: health.findings.filter(each => each.cluster === cluster),
    alerts: {
      ...health.alerts,
      items: health.alerts.items.filter(each => each.cluster === cluster),
    },
  };
}
