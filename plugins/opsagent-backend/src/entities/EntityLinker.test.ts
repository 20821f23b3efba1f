import { Entity } from '@backstage/catalog-model';
import {
  ClusterSnapshot,
  KubernetesObject,
  ResourceGraph,
} from '@opsagent/engine';
import { EntityLinker } from './EntityLinker';
import { kubernetesEntityOf } from './KubernetesEntity';

const ID = 'backstage.io/kubernetes-id';
const SELECTOR = 'backstage.io/kubernetes-label-selector';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const CLUSTER = 'backstage.io/kubernetes-cluster';

type Labels = Record<string, string>;

function component(name: string, annotations?: Labels): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
  };
}

function object(
  kind: string,
  name: string,
  labels: Labels = {},
  fields: Record<string, unknown> = {},
  apiVersion = 'v1',
): KubernetesObject {
  const namespace = kind === 'Node' ? undefined : 'shop';
  return { apiVersion, kind, metadata: { namespace, name, labels }, ...fields };
}

function ownedBy(owner: KubernetesObject, owned: KubernetesObject) {
  const { apiVersion, kind, metadata } = owner;
  const reference = { apiVersion, kind, name: metadata.name, uid: '' };
  owned.metadata.ownerReferences = [{ ...reference, controller: true }];
  return owned;
}

/** A Deployment with a ReplicaSet and a Pod; labels stand only where a test puts them. */
function rollout(
  name: string,
  labels: { deployment?: Labels; template?: Labels; pod?: Labels } = {},
) {
  const deployment = object(
    'Deployment',
    name,
    labels.deployment,
    { spec: { template: { metadata: { labels: labels.template ?? {} } } } },
    'apps/v1',
  );
  const replicas = object('ReplicaSet', `${name}-7d9`, {}, {}, 'apps/v1');
  const pod = object(
    'Pod',
    `${name}-7d9-x`,
    { app: name, ...labels.pod },
    {
      spec: {
        volumes: [
          {
            name: 'data',
            persistentVolumeClaim: { claimName: `${name}-data` },
          },
        ],
      },
    },
  );
  return [deployment, ownedBy(deployment, replicas), ownedBy(replicas, pod)];
}

function linker(entities: Entity[], objects: KubernetesObject[]) {
  const snapshot = new ClusterSnapshot({
    cluster: 'prod',
    capturedAt: new Date(),
    objects,
  });
  return new EntityLinker({
    snapshot,
    graph: new ResourceGraph(snapshot),
    entities: entities.flatMap(each => kubernetesEntityOf(each) ?? []),
  });
}

const CART = ['component:default/cart'];

describe('EntityLinker', () => {
  const deployment = { kind: 'Deployment', namespace: 'shop', name: 'cart' };
  const deploymentOf = (
    annotations: Labels | undefined,
    labels: Parameters<typeof rollout>[1],
  ) =>
    linker(
      [component('cart', annotations)],
      rollout('cart', labels),
    ).entitiesOf(deployment);

  it.each([
    ['its own label', { [ID]: 'cart' }, { deployment: { [ID]: 'cart' } }],
    ['its pod template', { [ID]: 'cart' }, { template: { [ID]: 'cart' } }],
    ['its pods', { [ID]: 'cart' }, { pod: { [ID]: 'cart' } }],
    ['a selector', { [SELECTOR]: 'app in (cart)' }, {}],
    [
      'a selector in the right namespace',
      { [SELECTOR]: 'app=cart', [NAMESPACE]: 'shop' },
      {},
    ],
    ['the right cluster', { [SELECTOR]: 'app=cart', [CLUSTER]: 'prod' }, {}],
    [
      'the name when only the namespace is given',
      { [NAMESPACE]: 'shop' },
      { pod: { [ID]: 'cart' } },
    ],
  ])('links a workload by %s', (_, annotations, labels) => {
    expect(deploymentOf(annotations, labels)).toEqual(CART);
  });

  it.each([
    ['another id', { [ID]: 'kart' }, { deployment: { [ID]: 'cart' } }],
    [
      'an entity without annotations',
      undefined,
      { deployment: { [ID]: 'cart' } },
    ],
    ['a namespace alone', { [NAMESPACE]: 'shop' }, {}],
    [
      'another namespace',
      { [ID]: 'cart', [NAMESPACE]: 'other' },
      { pod: { [ID]: 'cart' } },
    ],
    [
      'another cluster',
      { [ID]: 'cart', [CLUSTER]: 'test' },
      { pod: { [ID]: 'cart' } },
    ],
    [
      'an id beside a selector, which wins',
      { [ID]: 'cart', [SELECTOR]: 'app=other' },
      { pod: { [ID]: 'cart' } },
    ],
    ['a malformed selector', { [SELECTOR]: 'app in cart' }, {}],
  ])('does not link by %s', (_, annotations, labels) => {
    expect(deploymentOf(annotations, labels)).toEqual([]);
  });

  it('links what serves only the objects of an entity, and counts it', () => {
    const objects = [
      ...rollout('cart', { template: { [ID]: 'cart' } }),
      object('Service', 'cart', {}, { spec: { selector: { app: 'cart' } } }),
      object('PersistentVolumeClaim', 'cart-data'),
      object(
        'HorizontalPodAutoscaler',
        'cart',
        {},
        {
          spec: {
            scaleTargetRef: {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'cart',
            },
          },
        },
        'autoscaling/v2',
      ),
      object(
        'PodDisruptionBudget',
        'cart',
        {},
        { spec: { selector: { matchLabels: { app: 'cart' } } } },
        'policy/v1',
      ),
      object(
        'Ingress',
        'front',
        {},
        {
          spec: {
            rules: [
              { http: { paths: [{ backend: { service: { name: 'cart' } } }] } },
            ],
          },
        },
        'networking.k8s.io/v1',
      ),
      object('Node', 'node-1'),
      object('Service', 'stranger', {}, { spec: { selector: { app: 'x' } } }),
    ];
    const links = linker([component('cart', { [ID]: 'cart' })], objects);
    const linked = objects.filter(
      ({ apiVersion, kind, metadata: { namespace, name } }) =>
        links.entitiesOf({ apiVersion, kind, namespace, name }).length > 0,
    );
    expect(linked).toEqual(objects.slice(0, -2));
    expect(links.objectCounts()).toEqual(new Map([[CART[0], 8]]));
  });

  it('follows the labels of a Service before the pods that it selects', () => {
    const links = linker(
      [
        component('cart', { [ID]: 'cart' }),
        component('edge', { [ID]: 'edge' }),
      ],
      [
        ...rollout('cart', { template: { [ID]: 'cart' } }),
        object(
          'Service',
          'cart',
          { [ID]: 'edge' },
          { spec: { selector: { app: 'cart' } } },
        ),
      ],
    );
    const service = { kind: 'Service', namespace: 'shop', name: 'cart' };
    expect(links.entitiesOf(service)).toEqual(['component:default/edge']);
  });

  it('names an owner whose kind was not read by its pods', () => {
    const owner = object('Rollout', 'cart', {}, {}, 'argoproj.io/v1alpha1');
    const links = linker(
      [component('cart', { [ID]: 'cart' })],
      [ownedBy(owner, object('Pod', 'cart-x', { [ID]: 'cart' }))],
    );
    const { apiVersion, kind, metadata } = owner;
    const { namespace, name } = metadata;
    expect(links.entitiesOf({ apiVersion, kind, namespace, name })).toEqual(
      CART,
    );
  });

  it('lists every entity that an object belongs to', () => {
    const links = linker(
      [
        component('cart', { [ID]: 'cart' }),
        component('shop', { [SELECTOR]: 'app' }),
      ],
      rollout('cart', { pod: { [ID]: 'cart' } }),
    );
    expect(links.entitiesOf(deployment)).toEqual([
      'component:default/cart',
      'component:default/shop',
    ]);
  });
});
