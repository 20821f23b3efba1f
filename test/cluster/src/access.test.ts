import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { ControlPlane } from './harness/ControlPlane';
import { PlayedKubelet } from './harness/PlayedKubelet';
import { Portal, PortalOptions } from './harness/Portal';
import { readEverythingBut } from './harness/accountRules';
import { component, user } from './harness/component';
import { describeOnCluster } from './harness/describeOnCluster';
import { outOfMemory } from './harness/testWorkloads';
import { waitFor } from './harness/waitFor';

const ADA = 'user:default/ada';

describeOnCluster('who may see what', () => {
  let controlPlane: ControlPlane;
  let kubelet: PlayedKubelet;
  let token: string;
  let portal: Portal | undefined;

  beforeAll(async () => {
    controlPlane = await ControlPlane.start();
    const { client } = controlPlane;
    await client.addNode('worker-1');
    kubelet = PlayedKubelet.start(controlPlane.kubeConfig);
    await client.createNamespace('shop');
    // The last belongs to no entity.
    for (const name of ['cart', 'vault', 'stray']) {
      await client.apply([outOfMemory(name)], 'shop');
    }
    token = await client.serviceAccount('portal', readEverythingBut());
  });

  afterEach(() => portal?.stop());

  afterAll(async () => {
    await kubelet?.stop();
    await controlPlane?.stop();
  });

  /** Starts a portal that Ada signs in to, and scans. */
  async function startPortal(deny: PortalOptions['deny']) {
    portal = await Portal.start({
      clusters: [{ controlPlane, token }],
      entities: [component('cart'), component('vault'), user('ada')],
      user: ADA,
      deny,
    });
    const started = portal;
    await waitFor('the entities to be linked', async () => {
      await started.scan('test');
      const found = await started.findings({ tier: ['problem'] });
      const linked = found.flatMap(({ entityRefs }) => entityRefs);
      return found.length === 3 && linked.length === 2;
    });
    return started;
  }

  const subjects = (findings: readonly StoredFinding[]) =>
    findings.map(({ subject }) => subject.name).sort();

  /** The status of each route for a caller with the given token. */
  async function statuses(
    started: Portal,
    bearer: string | undefined,
    findingId: string,
    entity: string,
  ) {
    const routes = {
      clusters: 'clusters',
      scan: 'clusters/test/scans',
      findings: 'findings',
      finding: `findings/${findingId}`,
      health: `entities/component/default/${entity}/health`,
    };
    const answers = Object.entries(routes).map(async ([route, path]) => {
      const response = await fetch(`${started.baseUrl}/api/opsagent/${path}`, {
        method: route === 'scan' ? 'POST' : 'GET',
        headers: bearer ? { Authorization: `Bearer ${bearer}` } : {},
      });
      return [route, response.status];
    });
    return Object.fromEntries(await Promise.all(answers));
  }

  async function findingOf(started: Portal, name: string) {
    const found = await started.findings({ tier: ['problem'] });
    const finding = found.find(({ subject }) => subject.name === name);
    if (!finding) throw new Error(`Nothing was found of ${name}`);
    return finding;
  }

  it('answers 401 on every route without a token, and with a wrong one', async () => {
    const started = await startPortal([]);
    const { id } = await findingOf(started, 'cart');
    const unauthorized = {
      clusters: 401,
      scan: 401,
      findings: 401,
      finding: 401,
      health: 401,
    };
    expect(await statuses(started, undefined, id, 'cart')).toEqual(
      unauthorized,
    );
    expect(await statuses(started, 'nonsense', id, 'cart')).toEqual(
      unauthorized,
    );
    expect(
      await statuses(started, await started.userToken(), id, 'cart'),
    ).toEqual({
      clusters: 200,
      scan: 202,
      findings: 200,
      finding: 200,
      health: 200,
    });
  });

  it('hides the findings of an entity from whoever may not see the entity', async () => {
    const started = await startPortal([
      {
        users: [ADA],
        permissions: ['catalog.entity.read'],
        entities: ['component:default/vault'],
      },
    ]);
    const ada = await started.clientOfUser();
    const { id } = await findingOf(started, 'vault');

    const list = await ada.listFindings({ tier: ['problem'] });
    expect(subjects(list.items)).toEqual(['cart', 'stray']);
    expect(list.totalItems).toBe(2);
    expect(
      await started.findings({ entityRef: ['component:default/vault'] }, ada),
    ).toEqual([]);
    const status = await statuses(
      started,
      await started.userToken(),
      id,
      'vault',
    );
    expect(status).toMatchObject({ finding: 404, health: 404 });
    const health = await ada.getEntityHealth('component:default/cart');
    expect(JSON.stringify(health)).not.toContain('vault');
    expect(JSON.stringify(await ada.listClusters())).not.toContain('vault');
  });

  it('keeps findings of no entity from whoever may not see clusters', async () => {
    const started = await startPortal([
      { users: [ADA], permissions: ['opsagent.cluster.read'] },
    ]);
    const ada = await started.clientOfUser();
    const { id } = await findingOf(started, 'stray');
    const { items, totalItems } = await ada.listFindings({ tier: ['problem'] });
    expect(subjects(items)).toEqual(['cart', 'vault']);
    expect(totalItems).toBe(2);
    expect(
      await statuses(started, await started.userToken(), id, 'cart'),
    ).toMatchObject({ clusters: 403, finding: 404, health: 200 });
  });

  it('answers 403 where a permission is denied', async () => {
    const started = await startPortal([
      {
        users: [ADA],
        permissions: ['opsagent.finding.read', 'opsagent.scan.create'],
      },
    ]);
    const { id } = await findingOf(started, 'cart');
    expect(
      await statuses(started, await started.userToken(), id, 'cart'),
    ).toEqual({
      clusters: 200,
      scan: 403,
      findings: 403,
      finding: 403,
      health: 403,
    });
  });
});
