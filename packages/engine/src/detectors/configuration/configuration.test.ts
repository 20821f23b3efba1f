import { hours, minutes, seconds } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import { deployedPod, waiting } from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { configurationDetectors } from '.';
import { imageDetectors } from '../images';

const run = detectorRunner(...configurationDetectors, ...imageDetectors);

const detected = (objects: Ingredient[]) =>
  run(objects).map(({ detector, key = '', tier, severity }) =>
    [detector, key, tier, severity].join(' '),
  );

const withPullSecret = (status = {}) =>
  deployedPod({
    spec: { imagePullSecrets: [{ name: 'registry' }] },
    containers: { app: { status } },
  });
const account = object('ServiceAccount', 'cart');
const asAccount = deployedPod({ spec: { serviceAccountName: 'cart' } });
const withEnv = (
  env: { name: string; value?: string }[],
  envFrom?: { secretRef: { name: string } }[],
) => deployedPod({ containers: { app: { spec: { env, envFrom } } } });

const settings = (written: number, annotations = {}, part = 'data') => [
  ...deployedPod({
    age: hours(2),
    metadata: { annotations },
    containers: {
      app: { spec: { envFrom: [{ configMapRef: { name: 'settings' } }] } },
    },
  }),
  object(
    'ConfigMap',
    'settings',
    { data: { A: '1' } },
    {
      metadata: {
        managedFields: [
          { time: ago(written), fieldsV1: { [`f:${part}`]: { 'f:A': {} } } },
        ],
      },
    },
  ),
];

describe('configuration', () => {
  it.each<[string, string[], Ingredient[]]>([
    [
      'a missing pull secret of a pod whose pull is refused',
      [
        'config.pull-secret-missing registry problem high',
        'image.auth-failed registry.example.org problem high',
      ],
      withPullSecret(waiting('ErrImagePull', '401 Unauthorized')),
    ],
    [
      'a missing pull secret of a pod that pulled without it',
      ['config.pull-secret-missing registry risk low'],
      withPullSecret({ imageID: 'sha256:1' }),
    ],
    [
      'a pull secret of another type',
      ['config.pull-secret-wrong registry risk medium'],
      [...withPullSecret(), object('Secret', 'registry', { type: 'Opaque' })],
    ],
    [
      'a missing service account',
      ['config.service-account-missing cart risk high'],
      asAccount,
    ],
    [
      'a subPath that cannot be prepared',
      ['config.subpath-failed settings problem medium'],
      deployedPod({
        containers: {
          app: {
            status: waiting(
              'CreateContainerConfigError',
              'failed to prepare subPath for volumeMount "settings" of container "app"',
            ),
          },
        },
      }),
    ],
    [
      'a variable that nothing defines',
      ['config.env-unresolved-var app/URL risk low'],
      withEnv([
        { name: 'URL', value: 'https://$(HOST)/$$(KEPT)' },
        { name: 'HOST', value: 'a' },
      ]),
    ],
    [
      'a variable defined twice',
      ['config.env-duplicate app/A hygiene low'],
      withEnv([
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ]),
    ],
    [
      'variables that are older than their ConfigMap',
      ['config.stale-in-pod settings risk low'],
      settings(minutes(20)),
    ],
    [
      'a ConfigMap near the size limit',
      ['config.configmap-too-large  hygiene low'],
      [object('ConfigMap', 'big', { data: { a: 'ä'.repeat(480 * 1024) } })],
    ],
    [
      'an empty ConfigMap',
      ['config.configmap-empty  hygiene info'],
      [object('ConfigMap', 'empty', {}, { age: hours(2) })],
    ],
  ])('finds %s', (_, expected, objects) => {
    expect(detected(objects)).toEqual(expected);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a pull secret of the right type',
      [
        ...withPullSecret(),
        object('Secret', 'registry', {
          type: 'kubernetes.io/dockerconfigjson',
        }),
      ],
    ],
    ['unread Secrets', [...withPullSecret(), unreadKind('Secret')]],
    [
      'a pull secret of which only metadata was read',
      [
        ...withPullSecret(),
        object('Secret', 'registry'),
        { kind: 'Secret', state: 'complete', metadataOnly: true },
      ],
    ],
    ['a service account that exists', [...asAccount, account]],
    [
      'what every namespace has, in a snapshot that has it nowhere',
      deployedPod({
        spec: {
          serviceAccountName: 'default',
          volumes: [
            {
              name: 'kube-api-access',
              projected: {
                sources: [
                  {
                    configMap: {
                      name: 'kube-root-ca.crt',
                      items: [{ key: 'ca.crt', path: 'ca.crt' }],
                    },
                  },
                ],
              },
            },
          ],
        },
        containers: {
          app: {
            spec: {
              volumeMounts: [{ name: 'kube-api-access', mountPath: '/token' }],
            },
          },
        },
      }),
    ],
    ['unread service accounts', [...asAccount, unreadKind('ServiceAccount')]],
    [
      'the default service account of a new namespace',
      [
        ...deployedPod({ spec: { serviceAccountName: 'default' } }),
        object('Namespace', 'shop', {}, { age: seconds(20) }),
      ],
    ],
    [
      'variables defined before, by a Service or by a source',
      [
        ...withEnv(
          [
            { name: 'HOST', value: 'a' },
            {
              name: 'URL',
              value:
                '$(HOST)$(DB_SERVICE_HOST)$(PASSWORD)$(KUBERNETES_SERVICE_HOST)',
            },
          ],
          [{ secretRef: { name: 'db' } }],
        ),
        object('Service', 'db', { spec: { ports: [{ port: 5432 }] } }),
        object('Secret', 'db', { data: { PASSWORD: '' } }),
      ],
    ],
    [
      'a variable that an unread source may define',
      [
        ...withEnv(
          [{ name: 'URL', value: '$(HOST)' }],
          [{ secretRef: { name: 'db' } }],
        ),
        unreadKind('Secret'),
      ],
    ],
    ['a ConfigMap changed before the start', settings(hours(3))],
    ['a ConfigMap changed just now', settings(minutes(5))],
    [
      'a ConfigMap of which only a label has changed',
      settings(minutes(20), {}, 'metadata'),
    ],
    [
      'a workload that a reloader restarts',
      settings(minutes(20), { 'reloader.stakater.com/auto': 'true' }),
    ],
    [
      'ConfigMaps that are locks, new, owned or of the system',
      [
        object(
          'ConfigMap',
          'lock',
          {},
          {
            age: hours(2),
            metadata: {
              annotations: { 'control-plane.alpha.kubernetes.io/leader': '{}' },
            },
          },
        ),
        object('ConfigMap', 'new', {}, { age: minutes(5) }),
        object(
          'ConfigMap',
          'mine',
          {},
          {
            age: hours(2),
            metadata: {
              ownerReferences: [
                { kind: 'X', name: 'x', apiVersion: 'v1', uid: '1' },
              ],
            },
          },
        ),
        object(
          'ConfigMap',
          'cluster',
          {},
          {
            age: hours(2),
            namespace: 'kube-system',
          },
        ),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });

  it('never shows the value of a variable', () => {
    const found = run(
      withEnv([{ name: 'URL', value: 'postgres://admin:hunter2@$(HOST)' }]),
    );
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});

describe('a subPath that is a directory where a file is expected', () => {
  const messageWith = (keys: object) => {
    const found = run([
      ...deployedPod({
        spec: { volumes: [{ name: 'conf', configMap: { name: 'nginx' } }] },
        containers: {
          app: {
            spec: {
              volumeMounts: [
                {
                  name: 'conf',
                  mountPath: '/etc/nginx/nginx.conf',
                  subPath: 'nginx.cfg',
                },
              ],
            },
            status: waiting(
              'RunContainerError',
              'error mounting "/var/lib/kubelet/pods/1/volume-subpaths/conf/app/0" to rootfs at "/etc/nginx/nginx.conf": not a directory: unknown',
            ),
          },
        },
      }),
      object('ConfigMap', 'nginx', { data: keys as Record<string, string> }),
    ]);
    return found.find(each => each.detector === 'config.subpath-failed')
      ?.message;
  };

  it('is told of the key that its ConfigMap lacks', () => {
    expect(messageWith({ 'nginx.conf': 'events {}' })).toContain(
      'subPath nginx.cfg of the mount at /etc/nginx/nginx.conf names no key of ConfigMap shop/nginx',
    );
  });

  it('blames no key that is there', () => {
    expect(messageWith({ 'nginx.cfg': 'events {}' })).not.toContain('no key');
  });
});
