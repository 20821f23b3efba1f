import { ControlPlane } from './harness/ControlPlane';
import { PlayedKubelet } from './harness/PlayedKubelet';
import { Portal } from './harness/Portal';
import { readEverythingBut } from './harness/accountRules';
import { component } from './harness/component';
import { describeOnCluster } from './harness/describeOnCluster';
import { outOfMemory } from './harness/testWorkloads';
import { waitFor } from './harness/waitFor';

describeOnCluster('two clusters of which one does not answer', () => {
  let east: ControlPlane;
  let west: ControlPlane;
  let kubelets: PlayedKubelet[] = [];
  let portal: Portal;

  beforeAll(async () => {
    [east, west] = await Promise.all([
      ControlPlane.start({ name: 'east' }),
      ControlPlane.start({ name: 'west' }),
    ]);
    const clusters = [];
    for (const controlPlane of [east, west]) {
      const { client, kubeConfig } = controlPlane;
      await client.addNode('worker-1');
      kubelets = [...kubelets, PlayedKubelet.start(kubeConfig)];
      await client.createNamespace('shop');
      await client.apply([outOfMemory('cart')], 'shop');
      const token = await client.serviceAccount('portal', readEverythingBut());
      clusters.push({ controlPlane, token });
    }
    portal = await Portal.start({
      clusters,
      entities: [component('cart')],
      opsagent: {
        schedule: { frequency: '5s', initialDelay: '1s' },
        requestTimeout: '3s',
      },
    });
    await state('east', 'ok');
    await state('west', 'ok');
    await waitFor('both faults to be found', async () => {
      const found = await faults();
      return found.length === 2;
    });
  });

  afterAll(async () => {
    await portal?.stop();
    await Promise.all(kubelets.map(each => each.stop()));
    await Promise.all([east?.stop(), west?.stop()]);
  });

  /** Waits until the portal gives a cluster a state: nobody asks for a scan here. */
  function state(name: string, wanted: string) {
    return waitFor(`${name} to be ${wanted}`, async () => {
      const status = await portal.cluster(name);
      return status?.state === wanted ? status : undefined;
    });
  }

  async function faults() {
    const found = await portal.findings({ tier: ['problem'] });
    return found.map(({ cluster, id, state: each }) => [cluster, id, each]);
  }

  /** West is scanned as if nothing were. */
  async function expectWestUnaffected() {
    const since = new Date().toISOString();
    const west2 = await waitFor('a scan of west', async () => {
      const status = await portal.cluster('west');
      return (status?.scannedAt ?? '') > since ? status : undefined;
    });
    expect(west2).toMatchObject({ state: 'ok' });
    expect(west2.unreachableSince).toBeUndefined();
    expect(west2.error).toBeUndefined();
  }

  async function expectUnreachable(
    before: Awaited<ReturnType<typeof state>>,
    known: Awaited<ReturnType<typeof faults>>,
  ) {
    const status = await state('east', 'unreachable');
    expect(status.error).toMatch(/\S/);
    // What was known stays known, as of when it was known.
    expect(await faults()).toEqual(known);
    expect(Date.parse(status.scannedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(before.scannedAt ?? ''),
    );
    expect(Date.parse(status.unreachableSince ?? '')).toBeGreaterThan(
      Date.parse(status.scannedAt ?? ''),
    );
    await expectWestUnaffected();
    const health = await portal.client.getEntityHealth(
      'component:default/cart',
    );
    expect(
      health.clusters.map(({ name, state: each, unreachableSince }) => [
        name,
        each,
        unreachableSince,
      ]),
    ).toEqual([
      ['east', 'unreachable', status.unreachableSince],
      ['west', 'ok', undefined],
    ]);
    expect(
      health.findings.filter(({ tier }) => tier === 'problem'),
    ).toHaveLength(known.length);

    // Since when: the first failure, not the last.
    await expectWestUnaffected();
    expect((await portal.cluster('east'))?.unreachableSince).toBe(
      status.unreachableSince,
    );
    return status;
  }

  it('says since when a stopped cluster is unreachable, and recovers by itself', async () => {
    const [before, known] = [await state('east', 'ok'), await faults()];
    await east.apiServer.stop();
    const status = await expectUnreachable(before, known);
    expect(status.error).toMatch(/refused/i);

    await east.restartApiServer();
    const after = await state('east', 'ok');
    expect(after.unreachableSince).toBeUndefined();
    expect(after.error).toBeUndefined();
    expect(await faults()).toEqual(known);
  });

  it('does the same for a cluster that accepts connections and never answers', async () => {
    const [before, known] = [await state('east', 'ok'), await faults()];
    east.apiServer.suspend();
    const status = await expectUnreachable(before, known);
    expect(status.error).toMatch(/within|time/i);

    east.apiServer.resume();
    const after = await state('east', 'ok');
    expect(after.unreachableSince).toBeUndefined();
    expect(await faults()).toEqual(known);
  });
});
