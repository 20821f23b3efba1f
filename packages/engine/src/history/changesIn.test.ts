import { ResourceGraph } from '../graph/ResourceGraph';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { hours, minutes } from '../snapshot/durations';
import { KubernetesObject } from '../snapshot/objects';
import { ago, NOW, object, ownedBy } from '../testing';
import { changesIn } from './changesIn';

const deployment = object('Deployment', 'cart', {}, { age: hours(9) });
const revision = (number: number, image: string, age: number) =>
  ownedBy(
    deployment,
    object(
      'ReplicaSet',
      `cart-${number}`,
      {
        spec: {
          selector: {},
          template: { spec: { containers: [{ name: 'app', image }] } },
        },
      },
      {
        age,
        metadata: {
          annotations: {
            'deployment.kubernetes.io/revision': String(number),
          },
        },
      },
    ),
  );
const written = (
  name: string,
  writes: readonly object[],
  options: { namespace?: string } = {},
) =>
  object(
    'ConfigMap',
    name,
    {},
    { age: hours(5), ...options, metadata: { managedFields: writes } },
  );

function changes(...objects: unknown[]) {
  const snapshot = new ClusterSnapshot({
    cluster: 'test',
    capturedAt: NOW,
    objects: objects as KubernetesObject[],
  });
  return changesIn('shop', { snapshot, graph: new ResourceGraph(snapshot) });
}

describe('changesIn', () => {
  it('tells what was made, written and rolled out, newest first', () => {
    expect(
      changes(
        deployment,
        revision(1, 'cart:1', hours(9)),
        revision(2, 'cart:2', minutes(20)),
        written('settings', [{ manager: 'kubectl', time: ago(minutes(40)) }]),
      ),
    ).toMatchObject([
      {
        what: 'rolled out',
        object: { kind: 'Deployment', name: 'cart' },
        at: ago(minutes(20)),
        fields: [
          {
            path: 'spec.template.spec.containers[app].image',
            was: 'cart:1',
            value: 'cart:2',
          },
        ],
      },
      {
        what: 'written',
        object: { name: 'settings' },
        manager: 'kubectl',
        at: ago(minutes(40)),
      },
      { what: 'created', object: { name: 'settings' } },
      { what: 'created', object: { kind: 'Deployment' } },
    ]);
  });

  it('tells what Helm, Argo CD and Flux note of their deployments', () => {
    const custom = (
      apiVersion: string,
      kind: string,
      history: readonly object[],
    ) => ({
      ...object('ConfigMap', 'cart', {}, { age: hours(9) }),
      apiVersion,
      kind,
      status: { history },
    });
    const release = object(
      'Secret',
      'sh.helm.release.v1.cart.v7',
      {},
      {
        age: minutes(10),
        metadata: {
          labels: {
            owner: 'helm',
            name: 'cart',
            version: '7',
            status: 'deployed',
          },
        },
      },
    );
    const found = changes(
      release,
      custom('argoproj.io/v1alpha1', 'Application', [
        {
          revision: 'f00ba4',
          deployedAt: ago(minutes(20)),
          source: { repoURL: 'https://git.example.org/shop', path: 'cart' },
        },
        { revision: 'bad', deployedAt: 'yesterday' },
      ]),
      custom('helm.toolkit.fluxcd.io/v2', 'HelmRelease', [
        {
          chartName: 'cart',
          chartVersion: '1.2.3',
          lastDeployed: ago(minutes(30)),
          status: 'superseded',
          version: 6,
        },
      ]),
      custom('example.org/v1', 'Application', [
        { revision: 'other', deployedAt: ago(minutes(1)) },
      ]),
    ).filter(each => each.what === 'deployed' || each.object.kind === 'Secret');
    expect(found.map(each => [each.at, each.manager, each.revision])).toEqual([
      [ago(minutes(10)), 'helm', 'release cart, revision 7, deployed'],
      [
        ago(minutes(20)),
        'argocd',
        'f00ba4, https://git.example.org/shop, cart',
      ],
      [ago(minutes(30)), 'flux', 'chart cart, 1.2.3, revision 6, superseded'],
    ]);
  });

  it.each([
    [
      'a write of the status',
      [
        written('a', [
          { subresource: 'status', manager: 'x', time: ago(minutes(1)) },
        ]),
      ],
    ],
    [
      'a write together with the object itself',
      [written('a', [{ manager: 'x', time: ago(hours(5) - 30_000) }])],
    ],
    [
      'what is written all the time',
      [
        written('a', []),
        object('Pod', 'p'),
        object('Event', 'e'),
        object('EndpointSlice', 's'),
      ],
    ],
    [
      'another namespace',
      [written('a', []), written('b', [], { namespace: 'bank' })],
    ],
  ])('leaves out %s', (_, objects) => {
    expect(changes(...objects)).toMatchObject([
      { what: 'created', object: { name: 'a' } },
    ]);
  });

  it('does not take an old revision that is used again for a rollout of its age', () => {
    expect(
      changes(
        deployment,
        revision(2, 'cart:2', hours(2)),
        revision(3, 'cart:1', hours(9)),
      ).filter(each => each.what === 'rolled out'),
    ).toEqual([]);
  });

  it('tells who created something, where that is known', () => {
    const at = (age: number) => ago(age);
    const told = changes(
      written('settings', [
        { manager: 'kube-controller-manager', time: at(hours(5)) },
        { manager: 'kubectl-create', time: at(hours(5)) },
        { manager: 'helm', time: at(hours(2)) },
      ]),
      written('mirror', [
        { manager: 'kubelet', subresource: 'status', time: at(hours(5)) },
      ]),
    ).map(({ object: { name }, what, manager }) => [name, what, manager]);
    expect(told).toEqual([
      ['settings', 'written', 'helm'],
      ['mirror', 'created', undefined],
      ['settings', 'created', 'kubectl-create'],
    ]);
  });

  it('does not tell what controllers make in every namespace, unless somebody wrote it later', () => {
    const told = changes(
      written('kube-root-ca.crt', []),
      object('ServiceAccount', 'default', {}, { age: hours(5) }),
      object('ServiceAccount', 'robot', {}, { age: hours(4) }),
      object(
        'ServiceAccount',
        'default',
        {},
        { age: hours(5), namespace: 'bank' },
      ),
    ).map(({ object: { name } }) => name);
    expect(told).toEqual(['robot']);
    const later = { manager: 'kubectl-edit', time: ago(hours(1)) };
    expect(changes(written('kube-root-ca.crt', [later]))).toMatchObject([
      { what: 'written', manager: 'kubectl-edit' },
    ]);
  });
});
