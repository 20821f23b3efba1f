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
});
