import { finding, incidentsFor } from '../../incidents/testFindings';
import { field } from '../../findings/evidence';
import { object, ownedBy } from '../../testing/builders';
import { barePod, ended, waiting } from '../../testing/deployedPod';
import { minutes } from '../../snapshot/durations';
import { Ingredient } from '../../testing/detectorRunner';
import { causesOf, crashing, incidentsOf, serviceWith } from '../testCrash';

const env = { env: [{ name: 'DB_URL', value: 'postgres://orders-db:5432/x' }] };

describe('dependency-down', () => {
  const down = serviceWith('orders-db', false);
  const best = (ingredients: Ingredient[], logs: Record<string, string>) =>
    incidentsOf(ingredients, logs)
      .flatMap(({ causes, links = [] }) => [
        ...causes,
        ...links.map(each => each.because),
      ])
      .filter(each => each.cause === 'dependency-down')
      .map(each => each.confidence);

  it('is told by a line that names no host, of what the environment names', () => {
    expect(
      best([...crashing({ container: env }), ...down], {
        cart: 'Error: connection refused',
      }),
    ).toEqual([0.92]);
  });

  it('is told by what stands at the end of an exception that nothing handled', () => {
    expect(
      best([...crashing({ container: env }), ...down], {
        cart: `Traceback (most recent call last):
  File "/app/db.py", line 7, in connect
ConnectionRefusedError: [Errno 111] Connection refused`,
      }),
    ).toEqual([0.92]);
  });

  it('is not told by an exception alone', () => {
    expect(
      best([...crashing({ container: env }), ...down], {
        cart: `Traceback (most recent call last):
  File "/app/cart.py", line 7, in total
KeyError: 'price'`,
      }),
    ).toEqual([]);
  });

  it('is told by a line that names the address of a pod', () => {
    const [owner, pod, service] = down;
    const withAddress = {
      ...(pod as object),
      status: { ...(pod as { status: object }).status, podIP: '10.1.0.9' },
    } as Ingredient;
    expect(
      best([...crashing(), owner, withAddress, service], {
        cart: 'dial tcp 10.1.0.9:5432: connect: connection refused',
      }),
    ).toEqual([0.92]);
  });

  it('is surer where every other consumer fails too', () => {
    const log = 'Error: connection refused';
    const others = [
      ...crashing({ name: 'cart', container: env }),
      ...crashing({ name: 'front', container: env }),
    ];
    expect(best([...others, ...down], { cart: log, front: log })).toEqual([
      0.96, 0.96,
    ]);
  });
});

describe('external-dependency-failing', () => {
  const log = 'Could not resolve host: api.example.com';

  it('is likely where another workload cannot use the host either', () => {
    const incidents = incidentsOf(
      [...crashing({ name: 'cart' }), ...crashing({ name: 'front' })],
      { cart: log, front: log },
    );
    expect(incidents[0].causes[0]).toMatchObject({
      cause: 'external-dependency-failing',
      confidence: 0.8,
    });
  });

  it('is only possible where the other says something else', () => {
    const incidents = incidentsOf(
      [...crashing({ name: 'cart' }), ...crashing({ name: 'front' })],
      { cart: log, front: 'panic: nil map' },
    );
    expect(incidents.flatMap(each => each.causes)).toContainEqual(
      expect.objectContaining({
        cause: 'external-dependency-failing',
        confidence: 0.6,
      }),
    );
  });
});

describe('dependency-slow', () => {
  const log = 'dial tcp: connect to orders-db:5432: i/o timeout';
  const set = object('StatefulSet', 'orders-db');
  const overloaded = finding('probe.timeout', set, {
    evidence: [field(set, 'spec.template', {})],
  });
  const crash = finding('pod.crash-loop', object('Deployment', 'cart'), {
    affected: [
      { kind: 'Pod', namespace: 'shop', name: 'cart-2-x', container: 'app' },
    ],
  });
  const causes = (isReady: boolean, findings: (typeof crash)[]) =>
    incidentsFor(
      [...crashing(), ...serviceWith('orders-db', isReady)],
      findings,
      new Map([['shop/cart-2-x/app', log]]),
    ).flatMap(({ causes: all, links = [] }) => [
      ...all.map(each => each.cause),
      ...links.map(each => each.because.cause),
    ]);

  it('is possible where what answers shows that it is overloaded', () => {
    expect(causes(true, [crash, { ...overloaded, tier: 'risk' }])).toEqual([
      'dependency-slow',
    ]);
  });

  it.each<[string, boolean, (typeof crash)[]]>([
    ['nothing answers', false, [crash, { ...overloaded, tier: 'risk' }]],
    ['nothing is overloaded', true, [crash]],
  ])('is not named where %s', (_, isReady, findings) => {
    expect(causes(isReady, findings)).not.toContain('dependency-slow');
  });
});

describe('quorum-or-peer-missing', () => {
  const labels = { app: 'etcd' };
  const members = (ready: number): Ingredient[] => {
    const set = object('StatefulSet', 'etcd', {
      spec: { replicas: 3, template: { metadata: { labels } } },
      status: { replicas: 3, readyReplicas: ready },
    });
    return [
      set,
      object('Service', 'etcd', {
        spec: { clusterIP: 'None', selector: labels, ports: [{ port: 2380 }] },
      }),
      ...[0, 1, 2].map(index =>
        ownedBy(
          set,
          barePod({
            name: `etcd-${index}`,
            metadata: { labels },
            containers: {
              app: {
                status: waiting('CrashLoopBackOff', 'back-off', {
                  restartCount: 6,
                  lastState: ended(1, minutes(1)),
                }),
              },
            },
          }),
        ),
      ),
    ];
  };
  const log =
    'dial tcp: lookup etcd-1.etcd.shop.svc on 10.96.0.10:53: no such host';
  const causes = (ready: number) =>
    incidentsOf(members(ready), {}, { 'etcd-0': log }).flatMap(each =>
      each.causes.map(({ cause }) => cause),
    );

  it('is possible where half of the members are not ready and do not find each other', () => {
    expect(causes(1)).toContain('quorum-or-peer-missing');
  });

  it('is not named while most are ready', () => {
    expect(causes(2)).not.toContain('quorum-or-peer-missing');
  });
});

describe('a lone crash', () => {
  it('says nothing of dependencies that are well', () => {
    expect(
      causesOf({ container: env }, ...serviceWith('orders-db', true)),
    ).toEqual(['not-determinable 0']);
  });
});
