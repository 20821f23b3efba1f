import {
  ClusterSnapshot,
  KubernetesObject,
  ResourceGraph,
} from '@opsagent/engine';
import fc from 'fast-check';
import { EntityLinker } from './EntityLinker';
import { KubernetesEntity } from './KubernetesEntity';
import { MappingRule } from './MappingRule';

type Texts = Record<string, string>;

const ID = 'backstage.io/kubernetes-id';
const INSTANCE = 'app.kubernetes.io/instance';
const ref = (name: string) => `component:default/${name}`;

const byId = (name: string, fields: Partial<KubernetesEntity> = {}) => ({
  entityRef: ref(name),
  selector: `${ID}=${name}`,
  ...fields,
});
const byApplication = (name: string, application = name) =>
  byId(name, { application });
const rule = (fields: Partial<MappingRule>, name = 'ruled'): MappingRule => ({
  ...fields,
  entityRef: ref(name),
});

function object(
  kind: string,
  name: string,
  metadata: { labels?: Texts; annotations?: Texts } = {},
  fields: object = {},
): KubernetesObject {
  const apiVersion = kind === 'Deployment' ? 'apps/v1' : 'v1';
  const namespace = ['Node', 'Namespace'].includes(kind) ? undefined : 'shop';
  return {
    apiVersion,
    kind,
    metadata: { namespace, name, ...metadata },
    ...fields,
  };
}

/** A Pod, and the Service that selects it. */
function served(labels: Texts, ofService: Texts = {}): KubernetesObject[] {
  return [
    object('Pod', 'cart-x', { labels: { app: 'cart', ...labels } }),
    object(
      'Service',
      'cart',
      { labels: ofService },
      { spec: { selector: { app: 'cart' } } },
    ),
  ];
}

function linker(
  objects: KubernetesObject[],
  entities: KubernetesEntity[],
  rules: MappingRule[] = [],
) {
  const snapshot = new ClusterSnapshot({
    cluster: 'prod-eu',
    capturedAt: new Date(),
    objects,
  });
  return new EntityLinker({
    snapshot,
    graph: new ResourceGraph(snapshot),
    entities,
    rules,
  });
}

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};
const SERVICE = { kind: 'Service', namespace: 'shop', name: 'cart' };
const SHOP = object('Namespace', 'shop', { labels: { [ID]: 'space' } });

describe('precedence of EntityLinker', () => {
  const ENTITIES = [byId('own'), byApplication('app'), byId('space')];
  const EVERY_RULE = [rule({ namespace: 'shop' })];

  it.each<[string, Texts, MappingRule[], KubernetesObject[], string[]]>([
    [
      'its own labels',
      { [ID]: 'own', [INSTANCE]: 'app' },
      EVERY_RULE,
      [SHOP],
      ['own'],
    ],
    ['a rule', { [INSTANCE]: 'app' }, EVERY_RULE, [SHOP], ['ruled']],
    [
      'all rules that it meets',
      {},
      [...EVERY_RULE, rule({ kind: 'Deployment' }, 'also')],
      [SHOP],
      ['also', 'ruled'],
    ],
    ['what it was deployed with', { [INSTANCE]: 'app' }, [], [SHOP], ['app']],
    ['its namespace', { [INSTANCE]: 'unknown' }, [], [SHOP], ['space']],
    ['nothing', {}, [], [], []],
  ])('links by %s', (_, labels, rules, objects, names) => {
    const links = linker(
      [object('Deployment', 'cart', { labels }), ...objects],
      ENTITIES,
      rules,
    );
    expect(links.entitiesOf(DEPLOYMENT)).toEqual(names.map(ref));
  });

  it.each<[string, Partial<MappingRule>, boolean]>([
    ['a glob of the cluster', { cluster: 'prod-*' }, true],
    ['another cluster', { cluster: 'prod' }, false],
    ['a glob that reaches the end', { namespace: 's*p' }, true],
    ['only a part of the namespace', { namespace: 'sho' }, false],
    ['a dot, which is no wildcard', { namespace: 'sh.p' }, false],
    ['all labels', { labels: { app: 'cart', tier: 'web' } }, true],
    ['one of two labels', { labels: { app: 'cart', tier: 'api' } }, false],
    ['a label with a star, which is no glob', { labels: { app: 'c*' } }, false],
    ['the labels of the pod template', { labels: { of: 'template' } }, true],
    [
      'labels of which each has some',
      { labels: { of: 'template', tier: 'web' } },
      false,
    ],
    ['another kind', { kind: 'StatefulSet' }, false],
    ['the kind of another group', { kind: 'Deployment.example.com' }, false],
    ['one condition of two', { namespace: 'shop', kind: 'Pod' }, false],
  ])('takes a rule by %s: %j %s', (_, conditions, matches) => {
    const deployment = object(
      'Deployment',
      'cart',
      { labels: { app: 'cart', tier: 'web' } },
      { spec: { template: { metadata: { labels: { of: 'template' } } } } },
    );
    const links = linker([deployment], [], [rule(conditions)]);
    expect(links.entitiesOf(DEPLOYMENT)).toEqual(matches ? [ref('ruled')] : []);
  });

  it('maps what has no namespace by rules that name none', () => {
    const node = { kind: 'Node', name: 'node-1' };
    const links = linker(
      [object('Node', 'node-1'), SHOP],
      [byId('space')],
      [rule({ kind: 'Node' }), rule({ namespace: 'n*' }, 'other')],
    );
    expect(links.entitiesOf(node)).toEqual([ref('ruled')]);
    expect(links.entitiesOf({ kind: 'Namespace', name: 'shop' })).toEqual([
      ref('space'),
    ]);
  });

  it.each<[string, Partial<KubernetesEntity>]>([
    ['another cluster', { cluster: 'test' }],
    ['another namespace', { namespace: 'bank' }],
    ['another application', { application: 'cart' }],
    [
      'a selector that no application meets',
      { application: undefined, applicationSelector: 'suite=bank' },
    ],
  ])(
    'does not link what was deployed with an application to an entity of %s',
    (_, fields) => {
      const entity = { ...byApplication('app'), ...fields };
      const deployment = object('Deployment', 'cart', {
        labels: { [INSTANCE]: 'app' },
      });
      expect(linker([deployment], [entity]).entitiesOf(DEPLOYMENT)).toEqual([]);
    },
  );

  it('finds applications by their labels, and releases by the configured annotation', () => {
    const application = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { namespace: 'argocd', name: 'app', labels: { suite: 'shop' } },
    };
    const helm = { 'meta.helm.sh/release-name': 'redis' };
    const links = linker(
      [
        application,
        object('Deployment', 'cart', { labels: { [INSTANCE]: 'app' } }),
        object('Service', 'cart', { annotations: helm }),
      ],
      [
        byId('suite', { applicationSelector: 'suite in (shop)' }),
        byId('redis', { instance: 'redis' }),
        byApplication('not-argo', 'redis'),
      ],
    );
    expect(links.entitiesOf(DEPLOYMENT)).toEqual([ref('suite')]);
    expect(
      links.entitiesOf({
        ...DEPLOYMENT,
        ...application,
        ...application.metadata,
      }),
    ).toEqual([ref('suite')]);
    expect(links.entitiesOf(SERVICE)).toEqual([ref('redis')]);
  });

  it.each<[string, Texts, Texts, MappingRule[], string[]]>([
    [
      'the pods, when it says nothing itself',
      { [ID]: 'own' },
      {},
      EVERY_RULE,
      ['own'],
    ],
    [
      'a rule of its own before the same for pods',
      {},
      {},
      [rule({ kind: 'Pod' }, 'pods'), rule({ kind: 'Service' })],
      ['ruled'],
    ],
    [
      'the pods of a rule before its namespace',
      {},
      {},
      [rule({ kind: 'Pod' })],
      ['ruled'],
    ],
    [
      'its own labels',
      { [ID]: 'own' },
      { [ID]: 'space' },
      EVERY_RULE,
      ['space'],
    ],
  ])('lets a Service follow %s', (_, ofPod, ofService, rules, names) => {
    const links = linker([...served(ofPod, ofService), SHOP], ENTITIES, rules);
    expect(links.entitiesOf(SERVICE)).toEqual(names.map(ref));
  });

  it('takes an annotation of the namespace as well, but no selector that merely fits it', () => {
    const annotated = object('Namespace', 'shop', {
      annotations: { [ID]: 'space' },
    });
    const negative = { entityRef: ref('negative'), selector: '!canary' };
    const elsewhere = byId('space', {
      entityRef: ref('elsewhere'),
      namespace: 'bank',
    });
    const pod = object('Pod', 'cart', { labels: { canary: 'yes' } });
    const links = linker(
      [annotated, pod],
      [byId('space'), negative, elsewhere],
    );
    expect(
      links.entitiesOf({ kind: 'Pod', namespace: 'shop', name: 'cart' }),
    ).toEqual([ref('space')]);
  });

  it('never gives anything to an entity that a rule does not name, nor back to nobody, because of a rule', () => {
    const labels = fc.record(
      {
        [ID]: fc.constantFrom('own', 'space', 'unknown'),
        [INSTANCE]: fc.constantFrom('app', 'unknown'),
        app: fc.constantFrom('cart', 'pay'),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Texts>;
    const rules = fc.array(
      fc
        .record(
          {
            namespace: fc.constantFrom('shop', 's*', 'bank'),
            kind: fc.constantFrom('Pod', 'Service', 'Deployment', 'Node'),
            labels: fc.constant({ app: 'cart' }),
          },
          { requiredKeys: [] },
        )
        .map(conditions => rule(conditions)),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(
        labels,
        labels,
        labels,
        fc.boolean(),
        rules,
        (a, b, c, isMarked, given) => {
          const objects = [
            ...served(a, b),
            object('Deployment', 'cart', { labels: c }),
            object('Node', 'node-1'),
            ...(isMarked ? [SHOP] : []),
          ];
          const before = linker(objects, ENTITIES);
          const after = linker(objects, ENTITIES, given);
          for (const { apiVersion, kind, metadata } of objects) {
            const { namespace, name } = metadata;
            const each = { apiVersion, kind, namespace, name };
            const [old, now] = [
              before.entitiesOf(each),
              after.entitiesOf(each),
            ];
            const others = now.filter(one => one !== ref('ruled'));
            expect(old).toEqual(expect.arrayContaining(others));
            expect(old.length === 0 || now.length > 0).toBe(true);
          }
        },
      ),
    );
  });
});
