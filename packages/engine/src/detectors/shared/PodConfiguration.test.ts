import type { Container } from 'kubernetes-types/core/v1';
import { KnownKinds } from '../../snapshot/objects';
import { PodConfiguration } from './PodConfiguration';

const podWith = (container: Partial<Container>, rest: object = {}) =>
  new PodConfiguration({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'shop', name: 'cart' },
    spec: { containers: [{ name: 'app', ...container }], ...rest },
  } as KnownKinds['Pod']);

describe('PodConfiguration', () => {
  it('lists what the environment and the volumes name', () => {
    const { sources, otherVolumes } = podWith(
      {
        envFrom: [{ configMapRef: { name: 'all' }, prefix: 'P_' }],
        env: [
          {
            name: 'A',
            valueFrom: { secretKeyRef: { name: 'login', key: 'user' } },
          },
        ],
      },
      {
        volumes: [
          { name: 'scratch', emptyDir: {} },
          { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
          {
            name: 'mixed',
            projected: { sources: [{ configMap: { name: 'part' } }] },
          },
        ],
      },
    );

    expect(
      sources.map(({ kind, name, key, prefix }) => [kind, name, key, prefix]),
    ).toEqual([
      ['ConfigMap', 'all', undefined, 'P_'],
      ['Secret', 'login', 'user', undefined],
      ['ConfigMap', 'part', undefined, undefined],
    ]);
    expect(otherVolumes.map(each => each.name)).toEqual(['data']);
  });

  it.each([
    ['refersToVariables', [{ name: 'URL', value: 'http://$(HOST)' }]],
    [
      'repeatsVariables',
      [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
    ],
    ['holdsCredential', [{ name: 'DB_PASSWORD', value: 'hunter2' }]],
    ['namesJava', [{ name: 'JAVA_OPTS', value: '-Xmx1g' }]],
  ] as const)('tells by %s alone', (trait, env) => {
    expect(podWith({ env: [...env] })).toMatchObject({
      refersToVariables: false,
      repeatsVariables: false,
      holdsCredential: false,
      namesJava: false,
      [trait]: true,
    });
  });

  it('passes over the gaps of lists', () => {
    const gap = [undefined] as never[];
    const { sources, otherVolumes } = podWith(
      { env: gap, envFrom: gap },
      { volumes: gap },
    );

    expect([...sources, ...otherVolumes]).toEqual([]);
  });
});
