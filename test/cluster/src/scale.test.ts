import { diagnoseLater } from './diagnoseLater';
import { nameOf } from './expectedFindings';
import { ControlPlane } from './harness/ControlPlane';
import { KWOK_ANNOTATION } from './harness/controlPlaneProcesses';
import { Portal } from './harness/Portal';
import { readEverythingBut } from './harness/accountRules';
import { describeOnCluster } from './harness/describeOnCluster';
import { healthy } from './harness/testWorkloads';
import { waitFor } from './harness/waitFor';

const USERNAME = 'system:serviceaccount:default:portal';

describeOnCluster('a healthy cluster', () => {
  let controlPlane: ControlPlane;
  let portal: Portal;

  beforeAll(async () => {
    controlPlane = await ControlPlane.start();
    const { client } = controlPlane;
    const [annotation, value] = KWOK_ANNOTATION.split('=');
    for (let index = 1; index <= 12; index += 1) {
      await client.addNode(`node-${index}`, {
        annotations: { [annotation]: value },
      });
    }
    await client.createNamespace('shop');
    const token = await client.serviceAccount('portal', readEverythingBut());
    portal = await Portal.start({ clusters: [{ controlPlane, token }] });
  });

  afterAll(async () => {
    await portal?.stop();
    await controlPlane?.stop();
  });

  async function scaleTo(pods: number) {
    const { client } = controlPlane;
    const workloads = Array.from({ length: 10 }, (_, index) =>
      healthy(`web-${index}`, pods / 10),
    );
    const services = workloads.map(({ metadata }) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: metadata?.name },
      spec: {
        selector: { app: metadata?.name },
        ports: [{ port: 80, targetPort: 'http' }],
      },
    }));
    await client.apply([...workloads, ...services], 'shop');
    await waitFor(
      `${pods} pods to be available`,
      async () => {
        const available = await Promise.all(
          workloads.map(({ metadata }) =>
            client.availableReplicas('shop', metadata?.name ?? ''),
          ),
        );
        return available.reduce((sum, each) => sum + each, 0) === pods;
      },
      { timeout: 170_000 },
    );
  }

  /** The requests of one scan, as paths without their queries, and how many of them only continued a list. */
  async function requestsOfOneScan() {
    const before = await controlPlane.auditLog.count({ username: USERNAME });
    await portal.scan('test');
    const all = await controlPlane.auditLog.requests({ username: USERNAME });
    const urls = all
      .slice(before)
      .map(({ requestURI }) => new URL(requestURI, 'https://cluster'));
    const isFurtherPage = (url: URL) => url.searchParams.has('continue');
    return {
      paths: urls
        .filter(url => !isFurtherPage(url))
        .map(({ pathname }) => pathname)
        .sort(),
      furtherPages: urls.filter(isFurtherPage).length,
      total: urls.length,
    };
  }

  /** Problems that show now, and those that would show if nothing changed for longer than any grace. */
  async function problems() {
    const later = await diagnoseLater(controlPlane);
    return [
      ...(await portal.findings({ tier: ['problem'] })).map(nameOf),
      ...later.findings.filter(({ tier }) => tier === 'problem').map(nameOf),
    ];
  }

  it('of 100 pods has no problem, and 1,000 pods cost further pages and no other request', async () => {
    await scaleTo(100);
    await portal.scan('test');
    expect(await problems()).toEqual([]);
    expect(await portal.cluster('test')).toMatchObject({ state: 'ok' });
    const small = await requestsOfOneScan();
    expect(small.furtherPages).toBe(0);
    expect(new Set(small.paths).size).toBe(small.paths.length);

    await scaleTo(1000);
    const large = await requestsOfOneScan();
    expect(large.paths).toEqual(small.paths);
    expect(large.furtherPages).toBeGreaterThan(0);
    expect(large.furtherPages).toBeLessThan(10);
    expect(await problems()).toEqual([]);
    process.stdout.write(
      `requests of one scan: ${small.total} for 100 pods, ${large.total} for 1,000 pods\n`,
    );
  }, 600_000);
});
