import { days, minutes, seconds } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { admissionDetectors } from '.';

const run = detectorRunner(...admissionDetectors);
const told = (...ingredients: Ingredient[]) =>
  run(ingredients).map(each =>
    `${each.detector} ${each.severity} ${subjectOf(each)} ${each.key ?? ''}`.trim(),
  );

const condition = (
  type: string,
  status: string,
  age: number,
  reason: string,
) => ({
  type,
  status,
  reason,
  message: `${reason}: details`,
  lastTransitionTime: ago(age),
});

function api(
  name: string,
  status: string,
  age = minutes(5),
  spec: object = { service: { namespace: 'shop', name: 'metrics' } },
) {
  const [version, ...group] = name.split('.');
  return object('APIService', name, {
    spec: { version, group: group.join('.'), ...spec },
    status: {
      conditions: [condition('Available', status, age, 'MissingEndpoints')],
    },
  });
}

const METRICS = 'v1beta1.metrics.k8s.io';
const LOCAL = api('v1.apps', 'True', minutes(60), {});

function autoscaler(metrics: object[], active = 'False', reason = 'FailedGet') {
  return object('HorizontalPodAutoscaler', 'cart', {
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'cart' },
      metrics: metrics as [],
    },
    status: {
      conditions: [condition('ScalingActive', active, minutes(5), reason)],
    } as object,
  });
}

const CPU = { type: 'Resource', resource: { name: 'cpu' } };

describe('aggregated APIs', () => {
  it('tells of one that is not available', () => {
    const [found] = run([LOCAL, api('v1.shop.example.org', 'False')]);
    expect(found).toMatchObject({
      detector: 'apiservice.unavailable',
      severity: 'high',
      key: 'MissingEndpoints',
      since: ago(minutes(5)),
      evidence: [
        { path: 'status.conditions[Available].status' },
        { path: 'status.conditions[Available].reason' },
        { path: 'status.conditions[Available].message' },
        { path: 'spec.service' },
      ],
    });
  });

  it.each<[string, Ingredient]>([
    ['is available', api('v1.shop.example.org', 'True')],
    ['is only just starting', api('v1.shop.example.org', 'False', seconds(30))],
    [
      'is served by the API server',
      api('v1.shop.example.org', 'False', minutes(5), {}),
    ],
    ['nobody has judged yet', api('v1.shop.example.org', 'Unknown')],
  ])('accepts one that %s', (_, one) => {
    expect(told(one)).toEqual([]);
  });
});

describe('hpa.metrics-server-absent', () => {
  it.each<[string, Ingredient[]]>([
    ['is not registered', [LOCAL, autoscaler([CPU])]],
    ['is not registered and CPU is the default', [LOCAL, autoscaler([])]],
    ['is not available', [api(METRICS, 'False'), autoscaler([CPU])]],
  ])('fires where the API %s', (_, ingredients) => {
    expect(told(...ingredients)).toEqual([
      `hpa.metrics-server-absent high APIService/${METRICS}`,
    ]);
  });

  it('lists the autoscalers that see nothing, and the API itself beneath', () => {
    const [found] = run([api(METRICS, 'False'), autoscaler([CPU])]);
    expect(found.affected).toMatchObject([
      { kind: 'HorizontalPodAutoscaler', name: 'cart' },
    ]);
    expect(found.symptoms).toMatchObject([
      { detector: 'apiservice.unavailable' },
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['the API is served', [api(METRICS, 'True'), autoscaler([CPU])]],
    [
      'the autoscaler gets metrics',
      [LOCAL, autoscaler([CPU], 'True', 'ValidMetricFound')],
    ],
    [
      'its target is scaled to zero',
      [LOCAL, autoscaler([CPU], 'False', 'ScalingDisabled')],
    ],
    ['it scales by other metrics', [LOCAL, autoscaler([{ type: 'External' }])]],
    ['nobody autoscales', [LOCAL]],
    ['APIs are unread', [unreadKind('APIService'), autoscaler([CPU])]],
    ['a dump holds no APIs at all', [autoscaler([CPU])]],
  ])('is silent where %s', (_, ingredients) => {
    expect(told(...ingredients)).toEqual([]);
  });
});

function definition(
  fields: {
    conditions?: object[];
    stored?: string[];
    conversion?: object;
    versions?: object[];
  },
  age = days(30),
) {
  const {
    conditions = [],
    stored = ['v1'],
    conversion,
    versions = [{ name: 'v1', served: true, storage: true }],
  } = fields;
  return object(
    'CustomResourceDefinition',
    'orders.shop.example.org',
    {
      spec: { names: { kind: 'Order' }, versions, conversion } as object,
      status: { conditions, storedVersions: stored } as object,
    },
    { age },
  );
}

const BOTH = [
  { name: 'v1', served: true, storage: true },
  { name: 'v1beta1', served: true, storage: false },
];
const RETIRED = [BOTH[0], { name: 'v1beta1', served: false, storage: false }];
const BY_WEBHOOK = {
  strategy: 'Webhook',
  webhook: {
    clientConfig: { service: { namespace: 'shop', name: 'converter' } },
  },
};

describe('custom resource definitions', () => {
  it.each([
    [
      'names are taken',
      definition({
        conditions: [
          condition('NamesAccepted', 'False', minutes(2), 'KindConflict'),
          condition('Established', 'False', minutes(2), 'NotAccepted'),
        ],
      }),
      'crd.not-established high',
    ],
    [
      'nothing converts',
      definition({ versions: BOTH, conversion: BY_WEBHOOK }),
      'crd.conversion-broken high',
    ],
    [
      'nothing converts what is stored',
      definition(
        {
          versions: RETIRED,
          stored: ['v1beta1', 'v1'],
          conversion: BY_WEBHOOK,
        },
        days(1),
      ),
      'crd.conversion-broken high',
    ],
    [
      'a stored version is not served',
      definition({ versions: RETIRED, stored: ['v1beta1', 'v1'] }),
      'crd.stored-version-unserved low',
    ],
  ])('are told of where %s', (_, one, expected) => {
    expect(told(one).map(each => each.split(' v1')[0])).toEqual([
      `${expected} CustomResourceDefinition/orders.shop.example.org`,
    ]);
  });

  it.each<[string, Ingredient]>([
    [
      'established',
      definition({
        conditions: [
          condition('Established', 'True', days(1), 'InitialNamesAccepted'),
        ],
      }),
    ],
    [
      'being established',
      definition({
        conditions: [
          condition('Established', 'False', seconds(5), 'Installing'),
        ],
      }),
    ],
    ['never converted', definition({ conversion: BY_WEBHOOK })],
    ['converted without a webhook', definition({ versions: BOTH })],
    [
      'converted by URL',
      definition({
        versions: BOTH,
        conversion: {
          strategy: 'Webhook',
          webhook: { clientConfig: { url: 'https://example.org' } },
        },
      }),
    ],
    ['migrated', definition({ versions: RETIRED })],
    [
      'being migrated',
      definition({ versions: RETIRED, stored: ['v1beta1', 'v1'] }, days(6)),
    ],
    ['bare', object('CustomResourceDefinition', 'orders.shop.example.org')],
  ])('are accepted when %s', (_, one) => {
    expect(told(one)).toEqual([]);
  });
});
