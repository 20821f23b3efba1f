import { Ingredient } from '../../testing/detectorRunner';
import {
  CONTROL_PLANE,
  asking,
  blamed,
  node,
  pending,
  running,
} from './testPods';

describe('room on the nodes', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'CPU that running pods have taken',
      [
        pending(asking({ cpu: '1' })),
        node('a'),
        running('a', 'x', asking({ cpu: '1500m' })),
      ],
      'StatefulSet/cart scheduling.insufficient-cpu',
    ],
    [
      'memory, while the control plane is out of the question',
      [
        pending(asking({ memory: '3Gi' })),
        node('a'),
        node('cp', CONTROL_PLANE),
        running('a', 'x', asking({ memory: '2Gi' })),
      ],
      'StatefulSet/cart scheduling.insufficient-memory',
    ],
    [
      'a device that others hold',
      [
        pending(asking({ 'example.com/gpu': '1' })),
        node('a', {}, { 'example.com/gpu': '1' }),
        running('a', 'x', asking({ 'example.com/gpu': '1' })),
      ],
      'StatefulSet/cart scheduling.insufficient-other example.com/gpu',
    ],
    [
      'a device that no node has',
      [pending(asking({ 'example.com/gpu': '1' })), node('a')],
      'StatefulSet/cart scheduling.extended-resource-absent example.com/gpu',
    ],
    [
      'a request that no node could ever meet',
      [pending(asking({ cpu: '64' })), node('a'), node('b')],
      'StatefulSet/cart scheduling.request-exceeds-node cpu',
    ],
    [
      'a full node',
      [pending({}), node('a', {}, { pods: '1' }), running('a', 'x')],
      'StatefulSet/cart scheduling.max-pods',
    ],
    [
      'a host port that is taken',
      [
        pending({
          containers: [
            { name: 'app', ports: [{ containerPort: 80, hostPort: 80 }] },
          ],
        }),
        node('a'),
        running('a', 'x', {
          containers: [{ ports: [{ containerPort: 80, hostPort: 80 }] }],
        }),
      ],
      'StatefulSet/cart scheduling.host-port-conflict 80/TCP',
    ],
  ])('blames %s', (_, objects, expected) => {
    expect(blamed(objects)).toEqual([expected]);
  });
});
