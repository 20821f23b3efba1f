import { minutes } from '../snapshot/durations';
import { ago, object, ownedBy, unreadKind } from '../testing/builders';
import { Ingredient, snapshotOf } from '../testing/detectorRunner';
import { ResourceGraph } from './ResourceGraph';

const graphOf = (...ingredients: Ingredient[]) =>
  new ResourceGraph(snapshotOf(ingredients));

const deployment = object('Deployment', 'cart');
const replicaSet = ownedBy(deployment, object('ReplicaSet', 'cart-5d9'));
const pod = ownedBy(
  replicaSet,
  object(
    'Pod',
    'cart-5d9-x',
    {},
    { labels: { app: 'cart', 'pod-template-hash': '5d9' } },
  ),
);

describe('ResourceGraph owners', () => {
  const topOf = (graph: ResourceGraph, owned = pod) => {
    const { kind, name } = graph.topOwner(owned);
    return `${kind}/${name}`;
  };

  it('follows controllers to the top', () => {
    expect(topOf(graphOf(deployment, replicaSet, pod))).toBe('Deployment/cart');
  });

  it('is the object itself without a controller', () => {
    const bare = object('Pod', 'bare');
    expect(topOf(graphOf(bare), bare)).toBe('Pod/bare');
  });

  it('is the object itself under a controller without a kind', () => {
    const nameless = { apiVersion: 'apps/v1', name: 'cart', controller: true };
    const odd = object(
      'Pod',
      'odd',
      {},
      { metadata: { ownerReferences: [nameless] } },
    );
    expect(topOf(graphOf(odd), odd)).toBe('Pod/odd');
  });

  it('bridges an unread ReplicaSet by the template hash, if the Deployment exists', () => {
    const forbidden = unreadKind('ReplicaSet');
    expect(topOf(graphOf(deployment, pod, forbidden))).toBe('Deployment/cart');
    expect(topOf(graphOf(pod, forbidden))).toBe('ReplicaSet/cart-5d9');
  });

  it('keeps a custom owner that was not read, with its API version', () => {
    const owner = {
      apiVersion: 'example.org/v1',
      kind: 'Database',
      metadata: { name: 'orders' },
    };
    const owned = ownedBy(owner, object('StatefulSet', 'orders'));
    expect(graphOf(owned).topOwner(owned)).toEqual({
      apiVersion: 'example.org/v1',
      kind: 'Database',
      namespace: 'shop',
      name: 'orders',
    });
  });

  it('ends on a cycle', () => {
    const a = object('ReplicaSet', 'a');
    const b = ownedBy(a, object('ReplicaSet', 'b'));
    const cyclic = ownedBy(b, a);
    expect(topOf(graphOf(cyclic, b), cyclic as never)).toMatch(/ReplicaSet/);
  });

  it('lists the pods of an owner over all revisions', () => {
    const old = ownedBy(deployment, object('ReplicaSet', 'cart-4c8'));
    const oldPod = ownedBy(old, object('Pod', 'cart-4c8-y'));
    const graph = graphOf(deployment, replicaSet, old, pod, oldPod);
    expect(
      graph.podsOf({ kind: 'Deployment', namespace: 'shop', name: 'cart' }),
    ).toEqual([oldPod, pod]);
  });
});

describe('ResourceGraph selectors', () => {
  const service = object('Service', 'cart', {
    spec: { selector: { app: 'cart' } },
  });
  const foreign = object(
    'Pod',
    'x',
    {},
    { namespace: 'bank', labels: { app: 'cart' } },
  );
  const done = object(
    'Pod',
    'done',
    { status: { phase: 'Failed' } },
    { labels: { app: 'cart' } },
  );

  it('matches live pods of the same namespace, both ways', () => {
    const graph = graphOf(service, pod, foreign, done);
    expect(graph.podsSelectedBy(service)).toEqual([pod]);
    expect(graph.servicesSelecting(pod)).toEqual([service]);
    expect(graph.servicesSelecting(foreign)).toEqual([]);
  });

  it('matches nothing for an empty selector', () => {
    expect(graphOf(pod).podsMatching('shop', {})).toEqual([]);
  });

  const templated = (name: string, app: string) =>
    object('Deployment', name, {
      spec: { template: { metadata: { labels: { app } } } },
    });

  it.each([
    [
      'a typo',
      [templated('cart', 'cart'), templated('search', 'search')],
      'cart',
    ],
    ['nothing near', [templated('search', 'search')], undefined],
    [
      'two equally near',
      [templated('a', 'karts'), templated('b', 'karta')],
      undefined,
    ],
  ])('guesses the workload meant for %s', (_, workloads, name) => {
    const nearest = graphOf(...workloads).nearestWorkload('shop', {
      app: 'kart',
    });
    expect(nearest?.workload.metadata.name).toBe(name);
  });
});

describe('ResourceGraph events', () => {
  const event = (name: string, fields: object, uid?: string) =>
    object('Event', name, {
      involvedObject: {
        kind: 'Pod',
        namespace: 'shop',
        name: pod.metadata.name,
        uid,
      },
      ...fields,
    });

  it('returns an object’s events newest first, narrowed as asked', () => {
    const old = event('old', {
      reason: 'Failed',
      lastTimestamp: ago(minutes(50)),
    });
    const fresh = event('fresh', {
      reason: 'BackOff',
      lastTimestamp: ago(minutes(1)),
    });
    const stranger = event(
      'stranger',
      { reason: 'Failed', lastTimestamp: ago(0) },
      'other-uid',
    );
    const graph = graphOf(pod, old, fresh, stranger);
    const names = (query = {}) =>
      graph.eventsOf(pod, query).map(each => each.metadata.name);
    expect(names()).toEqual(['fresh', 'old']);
    expect(names({ reasons: ['Failed'] })).toEqual(['old']);
    expect(names({ within: minutes(15) })).toEqual(['fresh']);
  });

  it('matches nodes by name, whatever uid the kubelet wrote', () => {
    const node = object('Node', 'worker-1');
    const reboot = object(
      'Event',
      'reboot',
      {
        reason: 'Rebooted',
        involvedObject: { kind: 'Node', name: 'worker-1', uid: 'worker-1' },
      },
      { namespace: 'default' },
    );
    expect(graphOf(node, reboot).eventsOf(node)).toEqual([reboot]);
  });
});
