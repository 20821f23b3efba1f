import { days, hours, minutes } from '../../snapshot/durations';
import {
  Ingredient,
  ago,
  condition,
  customObject,
  detectorRunner,
  object,
  unreadKind,
} from '../../testing';
import { operatorDetectors } from '.';

const run = detectorRunner(...operatorDetectors);
const told = (ingredients: readonly Ingredient[]) =>
  run(ingredients).map(({ detector, subject, key = '', severity }) =>
    `${detector} ${subject.kind}/${subject.name} ${key} ${severity}`.replace(
      / {2,}/g,
      ' ',
    ),
  );

const ready = condition('Ready', 'True', 'SecretSynced');
const external = (
  { spec, status }: { spec?: object; status: object },
  metadata: Record<string, unknown> = {},
) =>
  customObject(
    'ExternalSecret.external-secrets.io',
    'database',
    { spec, status },
    { metadata },
  );
const store = (kind: string, conditions: unknown) =>
  customObject(`${kind}.external-secrets.io`, 'vault', {
    status: { conditions },
  });

describe('external secrets', () => {
  it.each<[string, Ingredient, string]>([
    [
      'one that is not synced',
      external({
        status: {
          conditions: [condition('Ready', 'False', 'SecretSyncedError')],
        },
      }),
      'externalsecrets.not-synced ExternalSecret/database SecretSyncedError high',
    ],
    [
      'one that is refreshed no more',
      external({
        spec: { refreshInterval: '15m0s' },
        status: { conditions: [ready], refreshTime: ago(hours(1)) },
      }),
      'externalsecrets.not-synced ExternalSecret/database stale high',
    ],
    [
      'a store',
      store('SecretStore', [
        condition('Ready', 'False', 'InvalidProviderConfig'),
      ]),
      'externalsecrets.store-not-ready SecretStore/vault InvalidProviderConfig high',
    ],
    [
      'a store for all',
      store('ClusterSecretStore', [
        condition('Ready', 'False', 'ValidationFailed'),
      ]),
      'externalsecrets.store-not-ready ClusterSecretStore/vault ValidationFailed high',
    ],
  ])('are told of for %s', (_, ingredient, expected) => {
    expect(told([ingredient])).toEqual([expected]);
  });

  it.each<[string, Ingredient]>([
    [
      'one that is synced',
      external({ status: { conditions: [ready], refreshTime: ago(hours(1)) } }),
    ],
    [
      'one that failed a moment ago',
      external({
        status: {
          conditions: [condition('Ready', 'False', 'X', { age: minutes(1) })],
        },
      }),
    ],
    [
      'one without refreshes',
      external({
        spec: { refreshInterval: '0' },
        status: { conditions: [ready], refreshTime: ago(days(9)) },
      }),
    ],
    [
      'one that was made once',
      external({
        spec: { refreshInterval: '1m', refreshPolicy: 'CreatedOnce' },
        status: { conditions: [ready], refreshTime: ago(days(9)) },
      }),
    ],
    [
      'an interval that is none',
      external({
        spec: { refreshInterval: 'often' },
        status: { conditions: [ready], refreshTime: ago(days(9)) },
      }),
    ],
    [
      'one that is being deleted',
      external(
        { status: { conditions: [condition('Ready', 'False', 'X')] } },
        { deletionTimestamp: ago(0) },
      ),
    ],
    ['a store that is ready', store('SecretStore', [ready])],
  ])('are accepted for %s', (_, ingredient) => {
    expect(told([ingredient])).toEqual([]);
  });
});

const kedaCondition = (type: string, status: string, reason = '') => ({
  type,
  status,
  reason,
});
const scaled = (
  spec: object,
  conditions: unknown = [kedaCondition('Ready', 'True')],
  options: { kind?: string; age?: number } = {},
) =>
  customObject(
    `${options.kind ?? 'ScaledObject'}.keda.sh`,
    'cart',
    {
      spec: { scaleTargetRef: { name: 'cart' }, ...spec },
      status: { conditions },
    },
    { age: options.age },
  );
const cart = object('Deployment', 'cart');
const authenticated = (kind?: string) => ({
  triggers: [
    {
      type: 'kafka',
      authenticationRef: { name: 'kafka', ...(kind ? { kind } : {}) },
    },
  ],
});

describe('what KEDA scales', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'one that is not ready',
      [
        cart,
        scaled({}, [
          kedaCondition('Ready', 'False', 'ScaledObjectCheckFailed'),
        ]),
      ],
      'keda.not-ready ScaledObject/cart high',
    ],
    [
      'a target that does not exist',
      [
        scaled({}, [
          kedaCondition('Ready', 'False', 'ScaledObjectCheckFailed'),
        ]),
      ],
      'keda.not-ready ScaledObject/cart high',
    ],
    [
      'an authentication that does not exist',
      [cart, scaled(authenticated())],
      'keda.not-ready ScaledObject/cart high',
    ],
    [
      'a ScaledJob',
      [
        scaled({}, [kedaCondition('Ready', 'False', 'X')], {
          kind: 'ScaledJob',
        }),
      ],
      'keda.not-ready ScaledJob/cart high',
    ],
    [
      'a fallback',
      [cart, scaled({}, [kedaCondition('Fallback', 'True', 'FallbackExists')])],
      'keda.fallback-active ScaledObject/cart medium',
    ],
    [
      'a pause',
      [cart, scaled({}, [kedaCondition('Paused', 'True')])],
      'keda.fallback-active ScaledObject/cart Paused info',
    ],
  ])('is told of for %s', (_, ingredients, expected) => {
    expect(told(ingredients)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'one that rests',
      [
        cart,
        scaled({}, [
          kedaCondition('Ready', 'True'),
          kedaCondition('Active', 'False', 'ScalerNotActive'),
        ]),
      ],
    ],
    [
      'a target of an unknown kind',
      [
        scaled({
          scaleTargetRef: { apiVersion: 'x.io/v1', kind: 'Worker', name: 'w' },
        }),
      ],
    ],
    ['targets that were not read', [scaled({}), unreadKind('Deployment')]],
    [
      'an authentication for all',
      [
        cart,
        scaled(authenticated('ClusterTriggerAuthentication')),
        customObject('ClusterTriggerAuthentication.keda.sh', 'kafka'),
      ],
    ],
    [
      'one of this moment',
      [scaled({}, [kedaCondition('Ready', 'False', 'X')], { age: 30_000 })],
    ],
    ['triggers that are none', [cart, scaled({ triggers: 'all' })]],
  ])('is accepted for %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});
