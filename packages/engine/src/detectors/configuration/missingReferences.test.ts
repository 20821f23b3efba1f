import { minutes, seconds } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import {
  ContainerFields,
  deployedPod,
  podEvent,
  waiting,
} from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { missingReferences } from './missingReferences';

const run = detectorRunner(...missingReferences);

const stuck = (message: string) =>
  waiting('CreateContainerConfigError', message);

const secretEnv = (optional?: boolean): ContainerFields['spec'] => ({
  env: [
    {
      name: 'PASSWORD',
      valueFrom: { secretKeyRef: { name: 'db', key: 'password', optional } },
    },
  ],
});

const mounting = (
  volume: Record<string, unknown>,
  status: ContainerFields['status'] = waiting('ContainerCreating'),
) =>
  deployedPod({
    spec: { volumes: [{ name: 'settings', ...volume }] },
    containers: {
      app: {
        spec: { volumeMounts: [{ name: 'settings', mountPath: '/etc/app' }] },
        status,
      },
    },
  });

const withEnvironment = (
  spec: ContainerFields['spec'],
  status: ContainerFields['status'],
) => deployedPod({ containers: { app: { spec, status } } });

const db = (keys: string[]) =>
  object('Secret', 'db', {
    data: Object.fromEntries(keys.map(key => [key, ''])),
  });

describe('missing ConfigMaps, Secrets and keys', () => {
  it.each<[string, Ingredient[], string, string, string]>([
    [
      'a ConfigMap of envFrom',
      withEnvironment(
        { envFrom: [{ configMapRef: { name: 'settings' } }] },
        stuck('configmap "settings" not found'),
      ),
      'config.configmap-missing',
      'settings',
      'ConfigMap shop/settings does not exist; container app of Deployment shop/cart cannot start without it',
    ],
    [
      'a Secret of one variable',
      withEnvironment(secretEnv(), stuck('secret "db" not found')),
      'config.secret-missing',
      'db',
      'Secret shop/db does not exist; container app of Deployment shop/cart cannot start without it',
    ],
    [
      'a key of a Secret',
      [
        ...withEnvironment(
          secretEnv(),
          stuck("couldn't find key password in Secret shop/db"),
        ),
        db(['user']),
      ],
      'config.secret-key-missing',
      'db/password',
      'Secret shop/db has no key "password"; container app of Deployment shop/cart cannot start without it',
    ],
    [
      'a key of a ConfigMap volume',
      [
        ...mounting({
          configMap: {
            name: 'settings',
            items: [{ key: 'app.yaml', path: 'app.yaml' }],
          },
        }),
        object('ConfigMap', 'settings', { data: { 'app.yml': '' } }),
      ],
      'config.configmap-key-missing',
      'settings/app.yaml',
      'ConfigMap shop/settings has no key "app.yaml"; container app of Deployment shop/cart cannot start without it (volume settings)',
    ],
    [
      'a Secret volume',
      mounting({ secret: { secretName: 'tls' } }),
      'config.secret-missing',
      'tls',
      'Secret shop/tls does not exist; container app of Deployment shop/cart cannot start without it (volume settings)',
    ],
    [
      "a CSI driver's Secret",
      mounting({
        csi: { driver: 'd', nodePublishSecretRef: { name: 'vault' } },
      }),
      'config.secret-missing',
      'vault',
      'Secret shop/vault does not exist; container app of Deployment shop/cart cannot start without it (volume settings)',
    ],
  ])('are found for %s', (_, objects, detector, key, message) => {
    expect(run(objects)).toMatchObject([
      {
        detector,
        key,
        message,
        tier: 'problem',
        severity: 'high',
        affected: [
          { name: 'cart-6d5f-x2x4z', container: 'app', node: 'worker-1' },
        ],
      },
    ]);
  });

  it('lists a projected volume under the object that it lacks', () => {
    const found = run(
      mounting({ projected: { sources: [{ configMap: { name: 'a' } }] } }),
    );
    expect(found).toMatchObject([
      {
        detector: 'config.configmap-missing',
        symptoms: [{ detector: 'config.projected-source-missing' }],
      },
    ]);
  });

  it('is a risk for a pod that still runs, and a problem once one of them waits', () => {
    const running = withEnvironment(secretEnv(), {});
    expect(run(running)).toMatchObject([
      {
        tier: 'risk',
        message: expect.stringContaining('will not start again without it'),
      },
    ]);
    const [, , waits] = withEnvironment(secretEnv(), stuck(''));
    const second = {
      ...waits,
      metadata: { ...(waits as { metadata: object }).metadata, name: 'cart-2' },
    } as Ingredient;
    expect(run([...running, second])).toMatchObject([
      { tier: 'problem', affected: [{ name: 'cart-2' }, {}] },
    ]);
  });

  describe('without the right to read Secrets', () => {
    const unread = unreadKind('Secret');

    it.each<[string, Ingredient[], string]>([
      [
        "by a waiting container's message",
        withEnvironment(secretEnv(), stuck('secret "db" not found')),
        'config.secret-missing',
      ],
      [
        'by a message about a key',
        withEnvironment(
          secretEnv(),
          stuck("couldn't find key password in Secret shop/db"),
        ),
        'config.secret-key-missing',
      ],
      [
        'by an event about a volume',
        [
          ...mounting({ secret: { secretName: 'tls' } }),
          podEvent(
            'FailedMount',
            'MountVolume.SetUp failed for volume "settings" : secret "tls" not found',
          ),
        ],
        'config.secret-missing',
      ],
      [
        "by an event about a volume's key",
        [
          ...mounting({
            secret: {
              secretName: 'tls',
              items: [{ key: 'tls.crt', path: 'c' }],
            },
          }),
          podEvent(
            'FailedMount',
            'MountVolume.SetUp failed for volume "settings" : references non-existent secret key: tls.crt',
          ),
        ],
        'config.secret-key-missing',
      ],
    ])("believes the kubelet's own words, %s", (_, objects, detector) => {
      const [found, ...others] = run([...objects, unread]);
      expect(others).toEqual([]);
      expect(found).toMatchObject({ detector, tier: 'problem' });
      expect(found.evidence.map(each => each.type)).toContain('unread');
      expect(found.evidence.map(each => each.type)).not.toContain('absence');
    });

    it.each([
      ['a container that runs', withEnvironment(secretEnv(), {})],
      [
        'a kubelet that may not read it either',
        withEnvironment(
          secretEnv(),
          stuck(
            'secrets "db" is forbidden: User "system:node:worker-1" cannot get resource "secrets"',
          ),
        ),
      ],
      [
        'a message about another Secret',
        withEnvironment(secretEnv(), stuck('secret "db-2" not found')),
      ],
      [
        'a message about another key',
        withEnvironment(
          secretEnv(),
          stuck("couldn't find key password2 in Secret shop/db"),
        ),
      ],
    ])('says nothing for %s', (_, objects) => {
      expect(run([...objects, unread])).toEqual([]);
    });
  });

  it('does not take a key for missing when only metadata was read', () => {
    const metadataOnly = {
      kind: 'Secret',
      state: 'complete' as const,
      metadataOnly: true,
    };
    const objects = [
      ...withEnvironment(secretEnv(), stuck('')),
      object('Secret', 'db'),
    ];
    expect(run([...objects, metadataOnly])).toEqual([]);
    expect(run(objects)).toHaveLength(1);
  });

  it.each<[string, Ingredient[]]>([
    ['an optional reference', withEnvironment(secretEnv(true), {})],
    [
      'a key that exists',
      [...withEnvironment(secretEnv(), {}), db(['password'])],
    ],
    [
      'an error that has been mended since',
      [
        ...withEnvironment(secretEnv(), stuck('secret "db" not found')),
        db(['password']),
      ],
    ],
    [
      'a key in binaryData',
      [
        ...mounting({
          configMap: { name: 'c', items: [{ key: 'k', path: 'k' }] },
        }),
        object('ConfigMap', 'c', { binaryData: { k: 'AA==' } }),
      ],
    ],
    [
      'a volume that no container mounts',
      deployedPod({
        spec: { volumes: [{ name: 'x', secret: { secretName: 'tls' } }] },
      }),
    ],
    [
      'a pod younger than a minute',
      deployedPod({
        age: seconds(30),
        containers: { app: { spec: secretEnv(), status: stuck('') } },
      }),
    ],
    [
      'a Secret that an operator is about to make',
      [
        ...withEnvironment(secretEnv(), stuck('secret "db" not found')),
        {
          apiVersion: 'external-secrets.io/v1',
          kind: 'ExternalSecret',
          metadata: {
            name: 'database',
            namespace: 'shop',
            creationTimestamp: ago(minutes(2)),
          },
          spec: { target: { name: 'db' } },
        },
      ],
    ],
    [
      'a finished pod',
      deployedPod({
        status: { phase: 'Succeeded' },
        containers: { app: { spec: secretEnv() } },
      }),
    ],
    [
      'kinds read only in part',
      [...withEnvironment(secretEnv(), {}), unreadKind('Secret', 'partial')],
    ],
  ])('are not found for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
