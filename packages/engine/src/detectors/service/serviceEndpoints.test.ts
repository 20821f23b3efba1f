import { minutes, seconds } from '../../snapshot/durations';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { endpointsStale } from './endpointsStale';
import { partialEndpoints } from './partialEndpoints';

const run = detectorRunner(partialEndpoints, endpointsStale);
const told = (ingredients: readonly Ingredient[]) =>
  run(ingredients).map(({ detector, severity }) => `${detector} ${severity}`);

const service = (fields: object = {}) =>
  object('Service', 'cart', { spec: { selector: { app: 'cart' }, ...fields } });
const pod = (name: string, ready: boolean, age = minutes(10)) =>
  object(
    'Pod',
    name,
    {
      status: {
        phase: 'Running',
        podIP: '10.0.0.1',
        conditions: ['Ready', 'ContainersReady'].map(type => ({
          type,
          status: ready ? 'True' : 'False',
          lastTransitionTime: ago(age),
        })),
      },
    },
    { labels: { app: 'cart' } },
  );
const slice = (pods: string[], managedBy = 'endpointslice-controller.k8s.io') =>
  object(
    'EndpointSlice',
    'cart-1',
    {
      endpoints: pods.map(name => ({
        addresses: ['10.0.0.1'],
        targetRef: { kind: 'Pod', name },
      })),
    },
    {
      labels: {
        'kubernetes.io/service-name': 'cart',
        'endpointslice.kubernetes.io/managed-by': managedBy,
      },
    },
  );
const rollingOut = (status: object): Ingredient[] => {
  const deployment = object('Deployment', 'cart', { status });
  return [deployment, ownedBy(deployment, pod('b', false)), pod('a', true)];
};

describe('service.partial-endpoints', () => {
  it.each<[string, Ingredient[]]>([
    ['one of two pods', [service(), pod('a', true), pod('b', false)]],
    [
      'a pod of a Deployment that has rolled out',
      [
        service(),
        ...rollingOut({
          replicas: 2,
          updatedReplicas: 2,
          conditions: [
            {
              type: 'Progressing',
              status: 'True',
              reason: 'NewReplicaSetAvailable',
            },
          ],
        }),
      ],
    ],
  ])('tells of %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual(['service.partial-endpoints low']);
  });

  it.each<[string, Ingredient[]]>([
    ['all ready', [service(), pod('a', true), pod('b', true)]],
    ['none ready, which is another row', [service(), pod('b', false)]],
    [
      'a Deployment that was not read and may be rolling out',
      [
        service(),
        ...rollingOut({}).slice(1),
        unreadKind('Deployment'),
        unreadKind('ReplicaSet'),
      ],
    ],
    [
      'a pod that has only just gone',
      [service(), pod('a', true), pod('b', false, minutes(4))],
    ],
    [
      'a rollout',
      [service(), ...rollingOut({ replicas: 2, updatedReplicas: 1 })],
    ],
    [
      'the pod of a Job',
      [
        service(),
        pod('a', true),
        ownedBy(object('Job', 'once'), pod('b', false)),
      ],
    ],
    [
      'a Service that publishes all',
      [
        service({ publishNotReadyAddresses: true }),
        pod('a', true),
        pod('b', false),
      ],
    ],
  ])('accepts %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});

describe('service.endpoints-stale', () => {
  it('tells of a ready pod in no slice', () => {
    expect(
      told([service(), pod('a', true), pod('b', true), slice(['a'])]),
    ).toEqual(['service.endpoints-stale high']);
  });

  it.each<[string, Ingredient[]]>([
    ['a pod that stands in one', [service(), pod('a', true), slice(['a'])]],
    [
      'a pod that has only just become ready',
      [service(), pod('a', true, seconds(90)), slice([])],
    ],
    ['slices of others', [service(), pod('a', true), slice([], 'mesh')]],
    ['no slices at all', [service(), pod('a', true)]],
    ['unread slices', [service(), pod('a', true), unreadKind('EndpointSlice')]],
  ])('accepts %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});
