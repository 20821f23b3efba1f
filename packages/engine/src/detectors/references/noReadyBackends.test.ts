import { ago, object, unreadKind } from '../../testing/builders';
import { deployedPod } from '../../testing/deployedPod';
import { Ingredient } from '../../testing/detectorRunner';
import {
  NAMESPACES,
  backend,
  consumer,
  crashing,
  service,
  told,
} from './testServices';

describe('ref.backend-no-endpoints', () => {
  const ingress = object('Ingress', 'web', {
    spec: {
      defaultBackend: { service: { name: 'db', port: { number: 5432 } } },
    },
  });
  const slice = (ready: boolean, ports: object[]) =>
    object(
      'EndpointSlice',
      'db-1',
      {
        endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready } }],
        ports,
      },
      { labels: { 'kubernetes.io/service-name': 'db' } },
    );
  const scaledToZero = object('Deployment', 'db', {
    spec: { replicas: 0, template: { metadata: { labels: { app: 'db' } } } },
  });

  it.each<[string, Ingredient[], string]>([
    [
      'an Ingress before unready pods',
      [ingress, service('db'), backend('db', false)],
      'Ingress/web shop/db high problem',
    ],
    [
      'an Ingress before a Service that selects nothing',
      [ingress, service('db')],
      'Ingress/web shop/db high problem',
    ],
    [
      'an Ingress before endpoints that lack the port',
      [ingress, service('db'), backend('db', true), slice(true, [])],
      'Ingress/web shop/db high problem',
    ],
    [
      'a consumer that crashes',
      [
        ...consumer('DB_HOST', 'db', { container: crashing }),
        service('db'),
        backend('db', false),
      ],
      'Deployment/cart shop/db high problem',
    ],
    [
      'a consumer that is well',
      [...consumer('DB_HOST', 'db'), service('db'), backend('db', false)],
      'Deployment/cart shop/db medium risk',
    ],
    [
      'a Service that somebody scaled to zero',
      [ingress, service('db'), scaledToZero],
      'Ingress/web shop/db high problem',
    ],
  ])('tells of %s', (_, ingredients, expected) => {
    expect(told([...NAMESPACES, ...ingredients])).toEqual([
      `ref.backend-no-endpoints ${expected}`,
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['ready pods', [ingress, service('db'), backend('db', true)]],
    [
      'ready endpoints',
      [ingress, service('db'), backend('db', true), slice(true, [{ port: 1 }])],
    ],
    [
      'a Service that publishes unready addresses',
      [
        ingress,
        service('db', 'shop', { publishNotReadyAddresses: true }),
        backend('db', false),
      ],
    ],
    [
      'an ExternalName Service',
      [ingress, service('db', 'shop', { type: 'ExternalName' })],
    ],
    [
      'a Service without selector',
      [ingress, service('db', 'shop', { selector: {} })],
    ],
    ['pods that may not be read', [ingress, service('db'), unreadKind('Pod')]],
    [
      'a workload that an autoscaler wakes',
      [
        ingress,
        service('db'),
        scaledToZero,
        object('HorizontalPodAutoscaler', 'keda-hpa-db', {
          spec: {
            maxReplicas: 3,
            scaleTargetRef: { kind: 'Deployment', name: 'db' },
          },
        }),
      ],
    ],
    [
      'members of one workload that look for each other',
      [
        ...deployedPod({
          metadata: { labels: { app: 'db' } },
          containers: {
            app: { spec: { env: [{ name: 'PEER_HOST', value: 'db' }] } },
          },
        }),
        service('db'),
      ],
    ],
    [
      'a pod that has only just gone unready',
      [
        ingress,
        service('db'),
        object(
          'Pod',
          'db-0',
          {
            status: {
              conditions: [
                {
                  type: 'Ready',
                  status: 'False',
                  lastTransitionTime: ago(9_000),
                },
              ],
            },
          },
          { labels: { app: 'db' } },
        ),
      ],
    ],
  ])('accepts %s', (_, ingredients) => {
    expect(told([...NAMESPACES, ...ingredients])).toEqual([]);
  });
});
