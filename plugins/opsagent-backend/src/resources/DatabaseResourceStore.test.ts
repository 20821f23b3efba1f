import {
  NamespaceQuery,
  NodeQuery,
  namespaceQuerySchema,
  nodeQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  ClusterSnapshot,
  KindRead,
  KubernetesObject,
  Severity,
  analyze,
  resourcesOf,
} from '@opsagent/engine';
import { Knex } from 'knex';
import { finding, linkedIncident, scan } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { Visibility } from '../findings/FindingStore';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { CompletedScan } from '../scanning/ScanStore';
import { DatabaseResourceStore } from './DatabaseResourceStore';

const databases = createTestDatabases();
const NOW = new Date('2026-03-01T12:00:00Z');

const namespace = (name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

function node(name: string, ready = 'True', unschedulable = false) {
  const amounts = { cpu: '4', memory: '8Gi', pods: '110' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name },
    spec: { unschedulable },
    status: {
      capacity: amounts,
      allocatable: amounts,
      conditions: [{ type: 'Ready', status: ready }],
    },
  };
}

const pod = (
  inNamespace: string,
  name: string,
  cpu: string,
  nodeName = 'a',
) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: inNamespace, name },
  spec: {
    nodeName,
    containers: [{ name: 'main', resources: { requests: { cpu } } }],
  },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
  },
});

describe.each(databases.ids)('DatabaseResourceStore on %s', databaseId => {
  let database: Knex;
  let clusters: DatabaseClusterStore;
  let resources: DatabaseResourceStore;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    clusters = new DatabaseClusterStore({ database });
    resources = new DatabaseResourceStore({ database });
    await clusters.saveListed([
      { name: 'prod', scannable: true },
      { name: 'other', scannable: true },
    ]);
  });

  afterEach(async () => {
    await database.destroy();
  });

  const complete = async (
    objects: KubernetesObject[],
    options: Partial<CompletedScan> & { reads?: KindRead[] } = {},
  ) => {
    const { cluster = 'prod', reads, ...found } = options;
    const snapshot = new ClusterSnapshot({
      cluster,
      capturedAt: NOW,
      objects,
      reads,
    });
    const scanId = await clusters.beginScan(cluster, {
      now: NOW,
      expiresAt: NOW,
    });
    await new DatabaseScanStore({ database }).complete(
      scan({
        cluster,
        scanId: scanId!,
        resources: resourcesOf(snapshot),
        scores: analyze(snapshot).scores,
        ...found,
      }),
    );
  };

  const namespacesBy = async (query: Partial<NamespaceQuery>) => {
    const parsed = namespaceQuerySchema.parse(query);
    const { items, totalItems } = await resources.namespaces('prod', parsed);
    return [...items.map(each => each.resources.name), totalItems];
  };

  const nodesBy = async (query: Partial<NodeQuery>) => {
    const parsed = nodeQuerySchema.parse(query);
    const { items } = await resources.nodes('prod', parsed);
    return items.map(each => each.name);
  };

  it('gives back what the last scan saw, and nothing of the one before', async () => {
    expect(await resources.cluster('prod')).toBeUndefined();
    await complete([namespace('gone'), node('gone')]);
    await complete([namespace('elsewhere')], { cluster: 'other' });
    await complete([namespace('shop'), node('a'), pod('shop', 'cart', '1')]);

    expect(await resources.cluster('prod')).toMatchObject({
      resources: { namespaces: 1, nodes: { total: 1 }, pods: { total: 1 } },
      scores: { profiles: { security: { losses: expect.any(Array) } } },
    });
    expect(await resources.cluster('other')).toMatchObject({
      resources: { namespaces: 1, nodes: { total: 0 } },
    });
    expect(await resources.namespace('prod', 'shop')).toMatchObject({
      resources: { name: 'shop', pods: { requests: { cpu: 1 } } },
      scores: { profiles: { security: expect.any(Object) } },
    });
    expect(await resources.node('prod', 'a')).toMatchObject({
      ready: 'True',
      pods: { total: 1 },
    });
    for (const name of ['gone', 'elsewhere']) {
      expect(await resources.namespace('prod', name)).toBeUndefined();
      expect(await resources.node('prod', name)).toBeUndefined();
    }
  });

  it('sorts, searches and pages namespaces', async () => {
    await complete([
      ...['shop', 'shop_2', 'cart', 'kube-system'].map(namespace),
      pod('shop', 'one', '1'),
      pod('cart', 'one', '500m'),
      pod('cart', 'two', '250m'),
    ]);
    expect(await namespacesBy({})).toEqual([
      'cart',
      'kube-system',
      'shop',
      'shop_2',
      4,
    ]);
    expect(await namespacesBy({ order: 'desc', limit: 1 })).toEqual([
      'shop_2',
      4,
    ]);
    expect(await namespacesBy({ sort: 'pods', limit: 2 })).toEqual([
      'cart',
      'shop',
      4,
    ]);
    expect(await namespacesBy({ sort: 'cpu', limit: 1 })).toEqual(['shop', 4]);
    expect(await namespacesBy({ q: 'SHOP' })).toEqual(['shop', 'shop_2', 2]);
    expect(await namespacesBy({ q: '_' })).toEqual(['shop_2', 1]);
    expect(await namespacesBy({ q: '%' })).toEqual([0]);

    for (const sort of ['name', 'memory'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await resources.namespaces('prod', {
          sort,
          limit: 1,
          cursor,
        });
        seen.push(...page.items.map(each => each.resources.name));
        cursor = page.pageInfo.nextCursor;
      } while (cursor);
      expect(seen.sort()).toEqual(['cart', 'kube-system', 'shop', 'shop_2']);
    }
    await expect(
      resources.namespaces('prod', { sort: 'pods', limit: 1, cursor: 'x' }),
    ).rejects.toThrow('cursor: not a cursor of this list');
  });

  it('puts first the namespaces of the worst incidents that the reader sees, over all pages', async () => {
    const [cart, pay] = ['component:default/cart', 'component:default/pay'];
    const fails = (
      inNamespace: string,
      id: string,
      severity: Severity,
      entityRef = cart,
    ) => {
      const subject = { kind: 'Service', namespace: inNamespace, name: id };
      const found = finding(id, { subject, severity }, [entityRef]);
      return { found, incident: linkedIncident(id, [found], { severity }) };
    };
    const failing = [
      fails('two-high', 'a', 'high'),
      fails('two-high', 'b', 'high'),
      fails('high-alone', 'c', 'high'),
      ...['d', 'e', 'i'].map(id => fails('low', id, 'low')),
      fails('hidden', 'f', 'critical', pay),
      fails('said', 'g', 'critical'),
    ];
    const names = ['calm', 'hidden', 'high-alone', 'low', 'said', 'two-high'];
    await complete(names.map(namespace), {
      findings: failing.map(each => each.found),
      incidents: failing.map(each => each.incident),
    });
    await new DatabaseIncidentStore({ database }).change(
      'g',
      { state: 'acknowledged' },
      { by: 'user:default/ana', at: NOW },
    );
    const paged = async (
      visibility: Visibility | undefined,
      order?: 'asc' | 'desc',
    ) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { items, totalItems, pageInfo } = await resources.namespaces(
          'prod',
          { sort: 'health', order, limit: 1, cursor },
          visibility,
        );
        expect(totalItems).toBe(names.length);
        seen.push(...items.map(each => each.resources.name));
        cursor = pageInfo.nextCursor;
      } while (cursor);
      return seen;
    };
    const broken = ['two-high', 'high-alone', 'low', 'said'];
    const everything = { entityRefs: [cart, pay], unmapped: true };
    const worstFirst = ['hidden', ...broken, 'calm'];
    expect(await paged(everything)).toEqual(worstFirst);
    expect(await paged(everything, 'desc')).toEqual(worstFirst.reverse());
    expect(await paged({ entityRefs: [cart], unmapped: false })).toEqual([
      ...broken,
      'calm',
      'hidden',
    ]);
    expect(await paged(undefined)).toEqual(names);
    expect(await namespacesBy({ sort: 'health', q: 'h' })).toEqual([
      'hidden',
      'high-alone',
      'two-high',
      3,
    ]);
  });

  it('puts nodes that are not well first, and full ones', async () => {
    await complete([
      node('a'),
      node('cordoned', 'True', true),
      node('lost', 'Unknown'),
      pod('shop', 'one', '1'),
      pod('shop', 'two', '2', 'lost'),
    ]);
    expect(await nodesBy({ sort: 'ready' })).toEqual(['lost', 'cordoned', 'a']);
    expect(await nodesBy({ sort: 'cpu' })).toEqual(['lost', 'a', 'cordoned']);
    expect(await nodesBy({ sort: 'name', q: 'lo' })).toEqual(['lost']);
  });

  it('knows nothing of pods that could not be read', async () => {
    await complete([namespace('shop'), node('a')], {
      reads: [{ kind: 'Pod', state: 'forbidden' }],
    });
    const stored = await resources.namespace('prod', 'shop');
    expect(stored?.resources.pods).toBeUndefined();
    expect(stored?.resources.unread).toEqual([
      { kind: 'Pod', state: 'forbidden' },
    ]);
    expect(await namespacesBy({ sort: 'pods' })).toEqual(['shop', 1]);
    const unknown = await resources.node('prod', 'a');
    expect(unknown?.pods).toBeUndefined();
  });

  it('goes with the cluster', async () => {
    await complete([namespace('shop'), node('a')]);
    await clusters.saveListed([]);
    await clusters.deleteUnlisted({ scannedBefore: new Date(2100, 0) });
    for (const table of ['cluster_namespaces', 'cluster_nodes']) {
      expect(await database(table).pluck('name')).toEqual([]);
    }
  });
});
