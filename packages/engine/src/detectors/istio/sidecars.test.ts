import { hours, minutes } from '../../snapshot/durations';
import { Ingredient, ago, object, unreadKind } from '../../testing';
import { pod, told } from './testMesh';

const proxy = { name: 'istio-proxy' };
const app = { name: 'app' };

const namespace = (labels: Record<string, string>, labelled = hours(2)) =>
  object(
    'Namespace',
    'shop',
    {},
    {
      labels,
      metadata: {
        managedFields: [
          {
            manager: 'kubectl-label',
            operation: 'Update',
            time: ago(labelled),
            fieldsV1: { 'f:metadata': {} },
          },
        ],
      },
    },
  );
const enabled = { 'istio-injection': 'enabled' };

describe('proxies of the mesh', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a pod that is younger than its namespace’s label',
      [namespace(enabled), pod('cart', {})],
      'istio.sidecar-missing Pod/cart medium',
    ],
    [
      'a revision',
      [namespace({ 'istio.io/rev': 'canary' }), pod('cart', {})],
      'istio.sidecar-missing Pod/cart medium',
    ],
    [
      'a pod that is younger than others with a proxy',
      [
        namespace(enabled, 0),
        pod('web', {}, { containers: [app, proxy], age: hours(3) }),
        pod('cart', {}),
      ],
      'istio.sidecar-missing Pod/cart medium',
    ],
    [
      'a port that the proxy uses',
      [
        pod(
          'cart',
          {},
          {
            containers: [{ ...app, ports: [{ containerPort: 15090 }] }, proxy],
          },
        ),
      ],
      'istio.reserved-port Pod/cart 15090 high',
    ],
  ])('are missed for %s', (_, ingredients, expected) => {
    expect(told(ingredients)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a pod with one',
      [namespace(enabled), pod('cart', {}, { containers: [app, proxy] })],
    ],
    [
      'a native sidecar',
      [
        namespace(enabled),
        pod(
          'cart',
          {},
          { spec: { initContainers: [{ ...proxy, restartPolicy: 'Always' }] } },
        ),
      ],
    ],
    ['a namespace outside the mesh', [namespace({}), pod('cart', {})]],
    [
      'a namespace that declines',
      [
        namespace({ 'istio-injection': 'disabled', 'istio.io/rev': 'x' }),
        pod('cart', {}),
      ],
    ],
    [
      'ambient mode',
      [
        namespace({ ...enabled, 'istio.io/dataplane-mode': 'ambient' }),
        pod('cart', {}),
      ],
    ],
    [
      'a pod that declines',
      [namespace(enabled), pod('cart', { 'sidecar.istio.io/inject': 'false' })],
    ],
    [
      'a pod on its node’s network',
      [namespace(enabled), pod('cart', {}, { spec: { hostNetwork: true } })],
    ],
    [
      'a pod of before the label',
      [namespace(enabled, minutes(10)), pod('cart', {})],
    ],
    [
      'a pod of this moment',
      [namespace(enabled), pod('cart', {}, { age: minutes(2) })],
    ],
    [
      'a cluster without Istio',
      [
        namespace(enabled),
        pod('cart', {}),
        unreadKind('PeerAuthentication.security.istio.io', 'notServed'),
      ],
    ],
    [
      'the same port without a proxy',
      [
        pod(
          'cart',
          {},
          { containers: [{ ...app, ports: [{ containerPort: 15090 }] }] },
        ),
      ],
    ],
    [
      'the proxy’s own port',
      [
        pod(
          'cart',
          {},
          {
            containers: [app, { ...proxy, ports: [{ containerPort: 15090 }] }],
          },
        ),
      ],
    ],
  ])('are not missed for %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});
