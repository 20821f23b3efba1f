import { KubernetesObject } from '@opsagent/engine';
import { setTimeout as sleep } from 'node:timers/promises';
import { ObservedCluster } from './harness/ObservedCluster';
import { Portal } from './harness/Portal';
import { Postgres } from './harness/Postgres';
import { WebhookReceiver } from './harness/WebhookReceiver';
import { component } from './harness/component';
import { describeWithPostgres } from './harness/describeWithPostgres';
import { waitFor } from './harness/waitFor';

const CLUSTERS = ['berlin', 'lagos', 'lima', 'mumbai', 'osaka', 'oslo'];
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Between two scans of a cluster. */
const INTERVAL = 5 * SECOND;
/** For which two replicas are watched. */
const WATCHED = 6 * INTERVAL;
const SERVICES = '/api/v1/namespaces/shop/services';

/** To what the Ingress routes. Without it the Ingress is a problem at once; with it nothing is. */
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: {
    type: 'ExternalName',
    externalName: 'cart.example.com',
    ports: [{ port: 80 }],
  },
};

const INGRESS = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    name: 'cart',
    namespace: 'shop',
    creationTimestamp: '2026-01-01T00:00:00Z',
    labels: { 'backstage.io/kubernetes-id': 'cart' },
  },
  spec: {
    ingressClassName: 'cloud',
    defaultBackend: { service: { name: 'cart', port: { number: 80 } } },
  },
  status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
};

const OBJECTS: KubernetesObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'cloud' },
  },
  SERVICE,
  INGRESS,
];

describeWithPostgres('two replicas on one PostgreSQL', () => {
  let postgres: Postgres;
  let receiver: WebhookReceiver;
  let clusters: ObservedCluster[] = [];
  let first: Portal;
  let second: Portal;

  beforeAll(async () => {
    postgres = await Postgres.start();
    receiver = await WebhookReceiver.start();
    clusters = await Promise.all(
      CLUSTERS.map(name => ObservedCluster.start(name, OBJECTS)),
    );
    first = await Portal.start({
      clusters: clustersFor('first'),
      entities: [component('cart')],
      database: postgres.config,
      opsagent: {
        schedule: {
          frequency: { milliseconds: INTERVAL },
          initialDelay: '1s',
        },
        notifications: {
          webhooks: [
            {
              url: receiver.url,
              secret: `whsec_${Buffer.alloc(32).toString('base64')}`,
            },
          ],
        },
      },
    });
    await waitFor('the objects to be linked', async () => {
      const health = await first.client.getEntityHealth(
        'component:default/cart',
      );
      return health.clusters.length === CLUSTERS.length;
    });
    second = await first.startReplica({ clusters: clustersFor('second') });
  }, 3 * MINUTE);

  afterAll(async () => {
    await first?.stop();
    await second?.stop();
    await Promise.all(clusters.map(each => each.stop()));
    await receiver?.stop();
    await postgres?.stop();
  });

  function clustersFor(token: string) {
    return clusters.map(controlPlane => ({ controlPlane, token }));
  }

  /** How often the owner was told of each kind of event, by cluster. */
  function told() {
    const counts = new Map<string, number>();
    for (const { data, type } of receiver.received) {
      const event = `${type} ${'cluster' in data ? data.cluster : ''}`;
      counts.set(event, (counts.get(event) ?? 0) + 1);
    }
    return Object.fromEntries([...counts].sort());
  }

  function onceEach(...types: string[]) {
    return Object.fromEntries(
      types.flatMap(type => CLUSTERS.map(name => [`${type} ${name}`, 1])),
    );
  }

  async function toldTimes(count: number) {
    await waitFor(`${count} messages`, async () => {
      return receiver.received.length >= count;
    });
  }

  /** Waits until the first waits for an answer in the middle of a scan. */
  async function scannedByFirst(cluster: ObservedCluster) {
    cluster.ignore('first');
    await waitFor(`${cluster.name} to be scanned by the first`, async () => {
      await first.client.requestScan(cluster.name);
      return cluster.scans.at(-1)?.token === 'first';
    });
  }

  it('scans each cluster once per interval, and tells of each change once', async () => {
    const since = Date.now();
    await Promise.all(clusters.map(each => each.delete(`${SERVICES}/cart`)));
    await toldTimes(CLUSTERS.length);
    await Promise.all(clusters.map(each => each.create(SERVICES, SERVICE)));
    await toldTimes(2 * CLUSTERS.length);
    await sleep(Math.max(0, since + WATCHED - Date.now()));

    const intervals = (Date.now() - since) / INTERVAL;
    for (const { name, scans } of clusters) {
      const { length } = scans.filter(({ at }) => at >= since);
      expect([name, length <= intervals + 1]).toEqual([name, true]);
      expect([name, length >= intervals / 2]).toEqual([name, true]);
    }
    expect(told()).toEqual(onceEach('incident.opened', 'incident.resolved'));
  });

  it('has the other scan within a minute what one that is killed was scanning', async () => {
    await Promise.all(clusters.map(scannedByFirst));
    await first.kill();
    const killed = Date.now();
    await Promise.all(clusters.map(each => each.delete(`${SERVICES}/cart`)));
    await waitFor('all clusters to be scanned by the second', async () =>
      clusters.every(({ scans }) =>
        scans.some(({ at, token }) => at > killed && token === 'second'),
      ),
    );
    expect(Date.now() - killed).toBeLessThan(MINUTE);

    await toldTimes(3 * CLUSTERS.length);
    expect(told()).toEqual(
      onceEach('incident.opened', 'incident.resolved', 'incident.regressed'),
    );
  });
});
