import { object, ownedBy, unreadKind } from '../../testing/builders';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { refusedTemplates } from './refusedTemplates';

const run = detectorRunner(...refusedTemplates);
const told = (...ingredients: Ingredient[]) =>
  run(ingredients).map(
    each => `${each.detector} ${subjectOf(each)} ${each.key}`,
  );

type Resources = Record<'requests' | 'limits', Record<string, string>>;

const cart = (resources: Partial<Resources> = {}, spec: object = {}) =>
  object('Deployment', 'cart', {
    spec: {
      template: { spec: { containers: [{ name: 'app', resources }], ...spec } },
    } as object,
  });
const quota = (hard: Record<string, string>, spec: object = {}) =>
  object('ResourceQuota', 'team', { spec: { hard, ...spec } });
const range = (...limits: object[]) =>
  object('LimitRange', 'sizes', { spec: { limits } as object });
const perContainer = (bounds: object) =>
  range({ type: 'Container', ...bounds });

const CPU = { requests: { cpu: '100m' } };

describe('quota.template-needs-requests', () => {
  it.each<[string, Ingredient[], string[]]>([
    [
      'no request',
      [quota({ 'requests.cpu': '4', pods: '9' }), cart()],
      ['requests.cpu'],
    ],
    [
      'a request and no limit',
      [quota({ 'limits.cpu': '4', cpu: '2' }), cart(CPU)],
      ['limits.cpu'],
    ],
    [
      'an init container without a request',
      [
        quota({ memory: '1Gi' }),
        cart(
          { limits: { memory: '1Gi' } },
          { initContainers: [{ name: 'init' }] },
        ),
      ],
      ['memory'],
    ],
    [
      'a limit range for something else',
      [
        quota({ cpu: '4' }),
        cart(),
        perContainer({ default: { memory: '1Gi' } }),
      ],
      ['cpu'],
    ],
  ])('fires for a template with %s', (_, ingredients, resources) => {
    expect(told(...ingredients)).toEqual(
      resources.map(
        each => `quota.template-needs-requests Deployment/cart ${each}`,
      ),
    );
  });

  const enriched = (annotations?: object) => {
    const deployment = cart();
    return [
      deployment,
      ownedBy(
        deployment,
        object(
          'Pod',
          'cart-1',
          { spec: { containers: [{ name: 'app', resources: CPU }] } },
          { metadata: { annotations } },
        ),
      ),
    ];
  };

  it('does not trust what an earlier limit range has added', () => {
    const annotations = {
      'kubernetes.io/limit-ranger': 'LimitRanger plugin set: cpu',
    };
    const found = told(
      quota({ cpu: '4' }),
      ...enriched(),
      object('ConfigMap', 'unrelated'),
    );
    expect(found).toEqual([]);
    const [deployment, pod] = enriched();
    expect(
      told(quota({ cpu: '4' }), deployment, {
        ...pod,
        metadata: { ...pod.metadata, annotations },
      }),
    ).toHaveLength(1);
  });

  it.each<[string, Ingredient[]]>([
    ['states what is tracked', [quota({ cpu: '4' }), cart(CPU)]],
    [
      'states a limit, which is the request too',
      [quota({ 'requests.cpu': '4' }), cart({ limits: { cpu: '1' } })],
    ],
    [
      'gets defaults',
      [
        quota({ cpu: '4', 'limits.cpu': '9' }),
        cart(),
        perContainer({ default: { cpu: '1' } }),
      ],
    ],
    [
      'gets a minimum as its default',
      [quota({ cpu: '4' }), cart(), perContainer({ min: { cpu: '50m' } })],
    ],
    [
      'only counts as an object',
      [quota({ pods: '4', 'requests.storage': '9Gi' }), cart()],
    ],
    [
      'may be outside the scope',
      [quota({ cpu: '4' }, { scopes: ['Terminating'] }), cart()],
    ],
    [
      'states resources for the whole pod',
      [quota({ cpu: '4' }), cart({}, { resources: CPU })],
    ],
    [
      'belongs to a finished Job',
      [
        quota({ cpu: '4' }),
        object('Job', 'migrate', {
          spec: { template: { spec: { containers: [{ name: 'app' }] } } },
          status: { completionTime: '2026-03-01T11:00:00Z' },
        }),
      ],
    ],
    [
      'may get defaults nobody read',
      [quota({ cpu: '4' }), cart(), unreadKind('LimitRange')],
    ],
  ])('accepts a template that %s', (_, ingredients) => {
    expect(told(...ingredients)).toEqual([]);
  });
});

describe('limitrange.conflict', () => {
  const requests = { memory: '64Mi' };
  const limits = { memory: '4Gi' };

  it.each<[string, Ingredient[], string]>([
    [
      'a request below the minimum',
      [perContainer({ min: { memory: '128Mi' } }), cart({ requests })],
      'app/memory',
    ],
    [
      'a limit above the maximum',
      [perContainer({ max: { memory: '2Gi' } }), cart({ limits })],
      'app/memory',
    ],
    [
      'a request above the maximum',
      [
        perContainer({ max: { cpu: '50m' }, default: { cpu: '50m' } }),
        cart(CPU),
      ],
      'app/cpu',
    ],
    [
      'too wide a ratio',
      [
        perContainer({ maxLimitRequestRatio: { memory: '4' } }),
        cart({ requests, limits }),
      ],
      'app/memory',
    ],
    [
      'a ratio without a limit',
      [
        perContainer({ maxLimitRequestRatio: { memory: '4' } }),
        cart({ requests }),
      ],
      'app/memory',
    ],
    [
      'too much for a pod',
      [
        range({ type: 'Pod', max: { memory: '6Gi' } }),
        cart(
          {},
          {
            containers: [
              { name: 'a', resources: { limits } },
              { name: 'b', resources: { limits } },
            ],
          },
        ),
      ],
      'pod/memory',
    ],
    [
      'no limit for a pod',
      [range({ type: 'Pod', max: { memory: '6Gi' } }), cart()],
      'pod/memory',
    ],
  ])('fires for %s', (_, ingredients, key) => {
    expect(told(...ingredients)).toEqual([
      `limitrange.conflict Deployment/cart ${key}`,
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'within all bounds',
      [
        perContainer({ min: { memory: '32Mi' }, max: { memory: '8Gi' } }),
        cart({ requests, limits }),
      ],
    ],
    [
      'given the maximum as its default',
      [perContainer({ max: { memory: '2Gi' } }), cart()],
    ],
    [
      'of another namespace',
      [
        object(
          'LimitRange',
          'sizes',
          { spec: { limits: [{ type: 'Container', max: { memory: '1Mi' } }] } },
          { namespace: 'other' },
        ),
        cart({ limits }),
      ],
    ],
    [
      'judged by a range for claims',
      [
        range({ type: 'PersistentVolumeClaim', max: { storage: '1Gi' } }),
        cart(),
      ],
    ],
    ['judged by a bare range', [object('LimitRange', 'sizes'), cart()]],
  ])('accepts a template %s', (_, ingredients) => {
    expect(told(...ingredients)).toEqual([]);
  });

  it('quotes the bound and what is stated', () => {
    const [found] = run([
      perContainer({ max: { memory: '2Gi' } }),
      cart({ limits }),
    ]);
    expect(found.evidence).toMatchObject([
      { path: 'spec.limits[0].max[memory]', value: '2Gi' },
      { path: 'spec.template.spec.containers[0].resources', value: { limits } },
    ]);
  });
});
