import { KnownKinds } from '../snapshot/objects';
import { object } from '../testing/builders';
import { snapshotOf } from '../testing/detectorRunner';
import { alikePods } from './alikePods';

const CONTAINER = {
  name: 'app',
  image: 'app:1',
  env: [{ name: 'DB_URL', value: 'http://db' }],
  envFrom: [{ configMapRef: { name: 'settings' } }],
  command: ['run'],
  ports: [{ name: 'http', containerPort: 8080 }],
  livenessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 10 },
  volumeMounts: [{ name: 'files', mountPath: '/files' }],
};
const SPEC = {
  serviceAccountName: 'cart',
  containers: [CONTAINER],
  volumes: [{ name: 'files', configMap: { name: 'files' } }],
};

const copy = (name: string, spec: object = {}, hash = 'a') =>
  object('Pod', name, { spec: { ...SPEC, ...spec } } as object, {
    labels: { 'pod-template-hash': hash },
    metadata: {
      ownerReferences: [
        { kind: 'ReplicaSet', name: 'cart-a', uid: 'a', controller: true },
      ],
    },
  });

const groups = (...pods: KnownKinds['Pod'][]) =>
  alikePods(snapshotOf(pods)).map(each =>
    each.pods.map(pod => pod.metadata.name),
  );

const container = (fields: object) => ({
  containers: [{ ...CONTAINER, ...fields }],
});
const token = (suffix: string) => ({
  volumes: [
    ...SPEC.volumes,
    { name: `kube-api-access-${suffix}`, projected: { sources: [] } },
  ],
});
const claim = (claimName: string) => ({
  volumes: [{ name: 'files', persistentVolumeClaim: { claimName } }],
});

describe('pods of one template', () => {
  it.each<[string, object, object]>([
    ['are the same', {}, {}],
    ['have a token each', token('x1'), token('y2')],
    ['have a claim each', claim('data-0'), claim('data-1')],
    ['run elsewhere', { nodeName: 'a' }, { nodeName: 'b' }],
  ])('are alike where they %s', (_, one, other) => {
    expect(groups(copy('1', one), copy('2', other), copy('3', one))).toEqual([
      ['1', '2', '3'],
    ]);
  });

  it.each<[string, object]>([
    ['another account', { serviceAccountName: 'gone' }],
    [
      'another ConfigMap in a volume',
      { volumes: [{ name: 'files', configMap: { name: 'gone' } }] },
    ],
    [
      'a Secret in a volume',
      { volumes: [{ name: 'files', secret: { secretName: 'files' } }] },
    ],
    ['another value', container({ env: [{ name: 'DB_URL', value: 'gone' }] })],
    [
      'a value from elsewhere',
      container({
        env: [
          {
            name: 'DB_URL',
            valueFrom: { secretKeyRef: { name: 'db', key: 'url' } },
          },
        ],
      }),
    ],
    [
      'other settings',
      container({ envFrom: [{ secretRef: { name: 'settings' } }] }),
    ],
    ['another command', container({ command: ['walk'] })],
    ['another port', container({ ports: [{ containerPort: 8080 }] })],
    [
      'another probe',
      container({
        livenessProbe: { httpGet: { port: 80 }, periodSeconds: 10 },
      }),
    ],
    ['no mount', container({ volumeMounts: [] })],
  ])('stand for themselves with %s', (_, spec) => {
    expect(groups(copy('1'), copy('2', spec), copy('3'))).toEqual([
      ['1', '3'],
      ['2'],
    ]);
  });
});

it('tells the pods of one template from those of another', () => {
  expect(groups(copy('1'), copy('2', {}, 'b'), copy('3'))).toEqual([
    ['1', '3'],
    ['2'],
  ]);
});
