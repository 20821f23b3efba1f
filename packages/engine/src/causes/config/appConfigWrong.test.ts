import { object } from '../../testing/builders';
import { causesOf, crashing, incidentsOf } from '../testCrash';

const redis = object('Service', 'redis', {
  spec: { clusterIP: '10.96.0.77', ports: [{ port: 6379 }] },
});
const notANumber =
  "ValueError: invalid literal for int() with base 10: 'tcp://10.96.0.77:6379'";
const withoutToken = object('ServiceAccount', 'default', {
  automountServiceAccountToken: false,
});
const noToken =
  'open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory';

describe('the variable that the kubelet sets for a Service', () => {
  const log = `Traceback (most recent call last):\n${notANumber}`;

  it('is proved to be taken for a setting by a complaint of its value', () => {
    const [incident] = incidentsOf([...crashing(), redis], { cart: log });
    expect(incident.causes[0]).toMatchObject({
      cause: 'app-config-wrong',
      confidence: 0.96,
      message: expect.stringContaining(
        'takes REDIS_PORT, which the kubelet sets to tcp://10.96.0.77:6379 for Service shop/redis',
      ),
    });
  });

  it.each<[string, string, object, object]>([
    [
      'another address',
      log,
      {},
      object('Service', 'redis', {
        spec: { clusterIP: '10.96.0.78', ports: [{ port: 6379 }] },
      }),
    ],
    [
      'a headless Service, which has no link',
      log,
      {},
      object('Service', 'redis', {
        spec: { clusterIP: 'None', ports: [{ port: 6379 }] },
      }),
    ],
    [
      'a variable that the container sets itself',
      log,
      { env: [{ name: 'REDIS_PORT', value: '6379' }] },
      redis,
    ],
    [
      'an address that the program uses as one',
      'Traceback (most recent call last):\nconnected to tcp://10.96.0.77:6379',
      {},
      redis,
    ],
  ])('is not blamed for %s', (_, told, container, service) => {
    expect(
      causesOf({ log: told, container }, service as typeof redis).join(),
    ).not.toContain('app-config-wrong');
  });
});

describe('the token of a ServiceAccount', () => {
  it('is missed where the account says not to mount it', () => {
    const [incident] = incidentsOf([...crashing(), withoutToken], {
      cart: noToken,
    });
    expect(incident.causes[0]).toMatchObject({
      cause: 'app-config-wrong',
      confidence: 0.96,
      message: expect.stringContaining(
        'finds no token of its ServiceAccount, which ServiceAccount shop/default says not to mount',
      ),
    });
  });

  it.each<[string, string, object, Parameters<typeof incidentsOf>[0]]>([
    [
      'an account that mounts it',
      noToken,
      {},
      [object('ServiceAccount', 'default', {})],
    ],
    ['a log that says nothing of it', 'starting', {}, [withoutToken]],
    [
      'a token that is mounted by hand',
      noToken,
      {
        volumeMounts: [
          {
            name: 'token',
            mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
          },
        ],
      },
      [withoutToken],
    ],
  ])('is not blamed for %s', (_, log, container, others) => {
    expect(causesOf({ log, container }, ...others).join()).not.toContain(
      'app-config-wrong',
    );
  });
});
