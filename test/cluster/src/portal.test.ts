import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { BrokenCluster } from './harness/BrokenCluster';
import { Portal } from './harness/Portal';
import { readEverythingBut } from './harness/accountRules';
import { component } from './harness/component';
import { describeOnCluster } from './harness/describeOnCluster';
import { waitFor } from './harness/waitFor';
import {
  EXPECTED_PROBLEMS,
  expectedName,
  factOf,
  isShown,
  nameOf,
} from './expectedFindings';

const MINUTE = 60_000;
const UNREADABLE = ['Secret', 'Node', 'NetworkPolicy'];

describeOnCluster('the portal on a broken cluster', () => {
  let broken: BrokenCluster;
  let portal: Portal;

  const late = EXPECTED_PROBLEMS.filter(each => each.late).map(expectedName);
  const inTime = EXPECTED_PROBLEMS.filter(each => !each.late);

  beforeAll(async () => {
    broken = await BrokenCluster.start();
    const { controlPlane } = broken;
    const { client } = controlPlane;
    const all = await client.serviceAccount('all', readEverythingBut());
    const few = await client.serviceAccount(
      'few',
      readEverythingBut(...UNREADABLE),
    );
    portal = await Portal.start({
      clusters: [
        { controlPlane, name: 'broken', token: all },
        { controlPlane, name: 'restricted', token: few },
      ],
      entities: ['configuration', 'services', 'runtime'].map(component),
    });
    await waitFor(
      'all findings',
      async () => {
        await portal.scan('broken');
        const found = await problems('broken');
        return inTime.every(each => isShown(each, found));
      },
      // Some detectors give a fault two minutes to mend itself.
      { timeout: 5 * MINUTE, interval: 5_000 },
    ).catch(() => {
      // What is missing is for the tests to say.
    });
    await portal.scan('restricted');
  }, 8 * MINUTE);

  afterAll(async () => {
    await portal?.stop();
    await broken?.stop();
  });

  function problems(cluster: string, query = {}): Promise<StoredFinding[]> {
    return portal.findings({ cluster: [cluster], tier: ['problem'], ...query });
  }

  it('shows every problem with its evidence, and no other', async () => {
    const found = await problems('broken');
    expect(
      found
        .map(nameOf)
        .filter(name => !late.includes(name))
        .sort(),
    ).toEqual(inTime.map(expectedName).sort());
    for (const each of inTime) {
      const finding = found.find(one => nameOf(one) === expectedName(each));
      expect(finding?.evidence.map(factOf)).toEqual(
        expect.arrayContaining([...each.evidence]),
      );
    }
  });

  it('gives findings to the entities whose label their subject carries, and no others', async () => {
    const found = await problems('broken');
    for (const { subject, entityRefs } of found) {
      const labelled = ['configuration', 'services', 'runtime'].includes(
        subject.namespace ?? '',
      );
      expect([subject.name, entityRefs]).toEqual([
        subject.name,
        labelled ? [`component:default/${subject.namespace}`] : [],
      ]);
    }
    const health = await portal.client.getEntityHealth(
      'component:default/configuration',
    );
    expect(
      health.findings
        .filter(
          ({ cluster, tier }) => cluster === 'broken' && tier === 'problem',
        )
        .map(nameOf)
        .sort(),
    ).toEqual(
      found
        .filter(({ subject }) => subject.namespace === 'configuration')
        .map(nameOf)
        .sort(),
    );
  });

  it('adds nothing when it scans again', async () => {
    const identity = ({ id, firstSeenAt }: StoredFinding) => [id, firstSeenAt];
    const before = await problems('broken', { state: ['open', 'resolved'] });
    await portal.scan('broken');
    const after = await problems('broken', { state: ['open', 'resolved'] });
    const known = new Set(before.map(({ id }) => id));
    expect(after.filter(({ id }) => known.has(id)).map(identity)).toEqual(
      before.map(identity),
    );
    expect(
      after
        .filter(({ id }) => !known.has(id))
        .map(nameOf)
        .filter(name => !late.includes(name)),
    ).toEqual([]);
  });

  describe('with an account that may not read Secrets, Nodes and NetworkPolicies', () => {
    it('says so', async () => {
      const status = await portal.cluster('restricted');
      expect(status?.state).toBe('partial');
      const forbidden = status?.coverage?.kinds.filter(
        ({ state }) => state === 'forbidden',
      );
      expect(forbidden?.map(({ kind }) => kind).sort()).toEqual(
        [...UNREADABLE].sort(),
      );
      for (const { message } of forbidden ?? []) {
        expect(message).toMatch(/cannot list resource/);
      }
      const skipped = status?.coverage?.detectors.skipped ?? [];
      expect(skipped.map(({ detector }) => detector)).toContain(
        'node.not-ready',
      );
      const health = await portal.client.getEntityHealth(
        'component:default/configuration',
      );
      const cluster = health.clusters.find(({ name }) => name === 'restricted');
      expect(cluster?.unread.map(({ kind }) => kind).sort()).toEqual(
        [...UNREADABLE].sort(),
      );
    });

    it('finds what can be told without them, and calls nothing missing because of it', async () => {
      const found = await portal.findings({ cluster: ['restricted'] });
      const absent = found.flatMap(({ evidence }) =>
        evidence.filter(({ type }) => type === 'absence'),
      );
      expect(
        absent.filter(({ object }) => UNREADABLE.includes(object.kind)),
      ).toEqual([]);

      const visible = found.filter(({ tier }) => tier === 'problem');
      const all = (await problems('broken')).map(nameOf);
      // Another name for the same fault is fine; a fault where the whole picture has none is not.
      expect(
        visible
          .map(({ subject }) => subject.name)
          .filter(name => !all.some(each => each.endsWith(`/${name}`))),
      ).toEqual([]);
      expect(visible.map(nameOf)).toEqual(
        expect.arrayContaining([
          'pod.crash-loop runtime/Deployment/crash-loop',
          'config.configmap-missing configuration/Deployment/configmap-missing',
          'service.selector-matches-nothing services/Service/selects-nothing',
        ]),
      );
    });
  });

  it('resolves what was mended at the next scan, and nothing else', async () => {
    const { client } = broken.controlPlane;
    const before = await problems('broken');
    const past = await problems('broken', { state: ['resolved'] });
    await client.apply(
      [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'prices' },
          ...{ data: { currency: 'EUR' } },
        },
      ],
      'configuration',
    );
    await client.merge('services', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'selects-nothing' },
      ...{ spec: { selector: { app: 'web' } } },
    });
    await client.merge('images', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'unknown-tag' },
      ...{
        spec: {
          template: {
            spec: { containers: [{ name: 'app', image: 'busybox:1.37' }] },
          },
        },
      },
    });
    await client.remove(
      [
        {
          apiVersion: 'batch/v1',
          kind: 'Job',
          metadata: { name: 'migration' },
        },
      ],
      'jobs',
    );
    const mended = [
      'config.configmap-missing configuration/Deployment/configmap-missing',
      'image.not-found images/Deployment/unknown-tag',
      'job.failed jobs/Job/migration',
      'service.selector-matches-nothing services/Service/selects-nothing',
    ];
    await waitFor('the repaired workloads to be available', async () => {
      const deployments = [
        await client.availableReplicas('configuration', 'configmap-missing'),
        await client.availableReplicas('images', 'unknown-tag'),
      ];
      return deployments.every(replicas => replicas > 0);
    });

    await portal.scan('broken');
    const resolved = (await problems('broken', { state: ['resolved'] })).filter(
      ({ id }) => past.every(each => each.id !== id),
    );
    expect(resolved.map(nameOf).sort()).toEqual(mended);
    for (const { resolvedAt, lastSeenAt } of resolved) {
      expect(Date.parse(resolvedAt ?? '')).toBeGreaterThan(
        Date.parse(lastSeenAt),
      );
    }
    const open = (await problems('broken')).map(nameOf);
    expect(
      before
        .map(nameOf)
        .filter(name => !open.includes(name))
        .sort(),
    ).toEqual(mended);
    expect(open.filter(name => mended.includes(name))).toEqual([]);
  });
});
