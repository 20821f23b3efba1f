import { ResourceGraph } from '../graph/ResourceGraph';
import { describeObject } from '../describe/describeObject';
import { ClusterSnapshot, KindRead } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { NOW, object, ownedBy, unreadKind } from '../testing';
import { relationsOf } from './relationsOf';

const deployment = object('Deployment', 'cart', {
  spec: {
    selector: { matchLabels: { app: 'cart' } },
    template: {
      metadata: { labels: { app: 'cart' } },
      spec: {
        serviceAccountName: 'cart',
        containers: [
          {
            name: 'app',
            env: [{ name: 'DB_HOST', value: 'db.shop.svc' }],
            envFrom: [{ secretRef: { name: 'db' } }],
          },
        ],
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
        ],
      },
    },
  },
});
const replicaSet = ownedBy(deployment, object('ReplicaSet', 'cart-1'));
const pod = ownedBy(
  replicaSet,
  object(
    'Pod',
    'cart-1-x',
    {
      spec: {
        nodeName: 'node-1',
        ...deployment.spec?.template.spec,
        containers: deployment.spec?.template.spec?.containers,
      },
    },
    { labels: { app: 'cart' } },
  ),
);
const objects = [
  deployment,
  replicaSet,
  pod,
  object('Node', 'node-1'),
  object('Secret', 'db'),
  object('Service', 'cart', { spec: { selector: { app: 'cart' } } }),
  object('Service', 'db', { spec: { selector: { app: 'db' } } }),
  object('Ingress', 'cart', {
    spec: { defaultBackend: { service: { name: 'cart' } } },
  }),
] as unknown as KubernetesObject[];

function relations(name: string, reads: readonly KindRead[] = []) {
  const snapshot = new ClusterSnapshot({
    cluster: 'test',
    capturedAt: NOW,
    objects,
    reads,
  });
  const [kind, own] = name.split('/');
  const found = snapshot.get(
    kind,
    kind === 'Node' ? undefined : 'shop',
    own,
  ) as unknown as KubernetesObject;
  return relationsOf(found, { snapshot, graph: new ResourceGraph(snapshot) })
    .map(
      each =>
        `${each.relation} ${describeObject(each.object)}${each.state === 'present' ? '' : ` (${each.state})`}`,
    )
    .sort();
}

describe('relationsOf', () => {
  it.each([
    [
      'Deployment/cart',
      [
        'calls Service shop/db',
        'has pod Pod shop/cart-1-x',
        'is used by Service shop/cart',
        'uses PersistentVolumeClaim shop/data (absent)',
        'uses Secret shop/db',
        'uses ServiceAccount shop/cart (absent)',
      ],
    ],
    [
      'Pod/cart-1-x',
      [
        'calls Service shop/db',
        'is used by Service shop/cart',
        'owned by Deployment shop/cart',
        'runs on Node node-1',
        'uses PersistentVolumeClaim shop/data (absent)',
        'uses Secret shop/db',
        'uses ServiceAccount shop/cart (absent)',
      ],
    ],
    [
      'Service/cart',
      [
        'calls Service shop/db',
        'has pod Pod shop/cart-1-x',
        'is used by Ingress shop/cart',
      ],
    ],
    [
      'Node/node-1',
      [
        'calls Service shop/db',
        'has pod Pod shop/cart-1-x',
        'is used by Deployment shop/cart',
      ],
    ],
    ['Ingress/cart', []],
  ])('tells of %s what it hangs together with', (name, expected) => {
    expect(relations(name)).toEqual(expected);
  });

  it('does not call missing what could not be read', () => {
    expect(
      relations('Deployment/cart', [unreadKind('PersistentVolumeClaim')]),
    ).toContain('uses PersistentVolumeClaim shop/data (unknown)');
  });
});
