import {
  EntityHealth,
  StoredIncident,
} from '@opsagent/backstage-plugin-opsagent-common';
import { scenarioSample } from '../__testUtils__/scenarioSamples';
import { noAlerts } from '../__testUtils__/sampleAlert';
import { sampleCluster } from '../__testUtils__/sampleCluster';
import { sampleFinding } from '../__testUtils__/sampleFinding';
import {
  countsOf,
  narrowTo,
  oldestScan,
  overviewOf,
  worstClustersFirst,
} from './overview';

const health = (
  clusters: ReturnType<typeof sampleCluster>[],
  findings: ReturnType<typeof sampleFinding>[] = [],
  incidents: StoredIncident[] = [],
): EntityHealth => ({
  entityRef: 'component:default/checkout',
  alerts: noAlerts,
  clusters,
  incidents,
  findings,
});

const ok = sampleCluster();
const empty = sampleCluster({ objects: 0 });
const partial = sampleCluster({ name: 'b', state: 'partial' });
const unreachable = sampleCluster({ name: 'c', state: 'unreachable' });
const pending = sampleCluster({ name: 'd', state: 'pending', objects: 0 });
const unsupported = sampleCluster({
  name: 'e',
  state: 'unsupported',
  objects: 0,
});
const error = 'The scan failed in the portal; see its log';
const problem = sampleFinding();
const risk = sampleFinding({ id: 'r', tier: 'risk' });
const { incident } = scenarioSample('rust-panic-after-env-change');
const seen = { ...incident, id: 'seen', state: 'acknowledged' as const };

describe('overviewOf', () => {
  it.each([
    ['problems', 'a problem was found', health([ok], [problem])],
    ['problems', 'an incident is acknowledged', health([ok], [], [seen])],
    [
      'problems',
      'the cluster has since gone',
      health([unreachable], [problem]),
    ],
    ['healthy', 'all was read', health([ok], [risk])],
    ['healthy', 'another cluster cannot be scanned', health([ok, unsupported])],
    ['unknown', 'a kind is unread', health([ok, partial])],
    ['unknown', 'a cluster is silent', health([ok, unreachable])],
    ['unknown', 'a cluster awaits its scan', health([ok, pending])],
    ['unknown', 'the last scan failed', health([sampleCluster({ error })])],
    [
      'unknown',
      'nothing was there before the last scan failed',
      health([sampleCluster({ objects: 0, error })]),
    ],
    [
      'unknown',
      'nothing is where one could look',
      health([empty, unreachable]),
    ],
    ['unknown', 'nothing is where one has looked', health([empty, pending])],
    ['noObjects', 'no scan saw an object', health([empty])],
    ['neverScanned', 'no scan has finished', health([pending])],
    ['noClusters', 'there is no cluster', health([])],
    ['noClusters', 'none can be scanned', health([unsupported])],
  ])('is %s when %s', (expected, _, given) => {
    expect(overviewOf(given)).toBe(expected);
  });
});

describe('counts', () => {
  it('counts incidents and what else was found, apart from what somebody has dealt with', () => {
    const snoozed = sampleFinding({ id: 's', state: 'snoozed' });
    const accepted = sampleFinding({
      id: 'x',
      tier: 'hygiene',
      state: 'snoozed',
    });
    const regressed = { ...incident, state: 'regressed' as const };
    expect(
      countsOf(
        health([ok], [problem, risk, snoozed, accepted], [regressed, seen]),
      ),
    ).toEqual({
      incident: 1,
      problem: 1,
      risk: 1,
      hygiene: 0,
      acknowledged: 1,
      snoozed: 1,
    });
  });

  it('counts a problem once that an incident joins', () => {
    const member = sampleFinding({ id: incident.findings[0] });
    expect(countsOf(health([ok], [member], [incident]))).toMatchObject({
      incident: 1,
      problem: 0,
    });
  });
});

describe('oldestScan', () => {
  it('is that of the clusters that answer', () => {
    const at = (scannedAt: string) => ({ ...ok, scannedAt });
    expect(
      oldestScan([
        at('2026-11-21T10:00:00Z'),
        at('2026-11-21T10:30:00+01:00'),
        { ...unreachable, scannedAt: '2026-11-20T00:00:00Z' },
      ]),
    ).toBe('2026-11-21T10:30:00+01:00');
    expect(oldestScan([])).toBeUndefined();
  });
});

describe('worstClustersFirst', () => {
  it('orders by worst problem, then number, then ignorance, then name', () => {
    const named = (name: string, state: 'ok' | 'unreachable' = 'ok') =>
      sampleCluster({ name, state });
    const found = (cluster: string, severity: 'high' | 'low') =>
      sampleFinding({ cluster, severity });
    const clusters = worstClustersFirst(
      health(
        [
          named('b'),
          named('a'),
          named('gone', 'unreachable'),
          named('one'),
          named('two'),
          named('low'),
        ],
        [
          found('one', 'high'),
          found('two', 'high'),
          found('two', 'low'),
          found('low', 'low'),
        ],
      ),
    );
    expect(clusters.map(each => each.name)).toEqual([
      'two',
      'one',
      'low',
      'gone',
      'a',
      'b',
    ]);
  });
});

describe('narrowTo', () => {
  it('keeps one cluster and what was found in it', () => {
    const given = health(
      [ok, partial],
      [problem, { ...risk, cluster: 'b' }],
      [incident, { ...seen, cluster: 'b' }],
    );
    expect(narrowTo(given, 'b')).toMatchObject({
      clusters: [{ name: 'b' }],
      incidents: [{ id: 'seen' }],
      findings: [{ id: 'r' }],
    });
    expect(narrowTo(given, undefined)).toBe(given);
  });
});
