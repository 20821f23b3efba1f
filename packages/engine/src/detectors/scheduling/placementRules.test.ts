import { Ingredient } from '../../testing/detectorRunner';
import {
  CONTROL_PLANE,
  affinityTo,
  asking,
  blamed,
  node,
  pending,
  running,
  spread,
} from './testPods';

describe('rules of placement', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a label that no node has',
      [
        pending({
          nodeSelector: { disk: 'nvme', 'kubernetes.io/hostname': 'a' },
        }),
        node('a'),
      ],
      'StatefulSet/cart scheduling.node-selector-mismatch disk=nvme',
    ],
    [
      'node affinity to a zone without nodes',
      [
        pending({
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: [
                  {
                    matchExpressions: [
                      { key: 'zone', operator: 'In', values: ['z'] },
                    ],
                  },
                ],
              },
            },
          },
        }),
        node('a', {}, {}, { zone: 'a' }),
      ],
      'StatefulSet/cart scheduling.node-affinity-unsatisfied zone In (z)',
    ],
    [
      'a taint on every node',
      [
        pending({}),
        node('a', {
          taints: [{ key: 'team', value: 'x', effect: 'NoSchedule' }],
        }),
      ],
      'StatefulSet/cart scheduling.taint-untolerated team',
    ],
    [
      'a cluster that has only its control plane',
      [pending({}), node('cp', CONTROL_PLANE)],
      'StatefulSet/cart scheduling.taint-untolerated node-role.kubernetes.io/control-plane',
    ],
    [
      'cordoned nodes',
      [
        pending({}),
        node('a', { unschedulable: true }),
        node('cp', CONTROL_PLANE),
      ],
      'StatefulSet/cart scheduling.only-cordoned-nodes',
    ],
    [
      'nodes that are not ready',
      [
        pending({}),
        node('a', {
          taints: [
            { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' },
          ],
        }),
      ],
      'StatefulSet/cart scheduling.only-unhealthy-nodes',
    ],
    [
      'a pod it must be near and that runs nowhere',
      [
        pending({
          affinity: {
            podAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution:
                affinityTo('cache'),
            },
          },
        }),
        node('a'),
      ],
      'StatefulSet/cart scheduling.pod-affinity-unsatisfied kubernetes.io/hostname',
    ],
    [
      'its own kind on every node',
      [
        pending({
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution:
                affinityTo('cart'),
            },
          },
        }),
        node('a'),
        running('a', 'x', {}, { app: 'cart' }),
      ],
      'StatefulSet/cart scheduling.anti-affinity-blocked kubernetes.io/hostname',
    ],
    [
      'a running pod that keeps it away',
      [
        pending({}),
        node('a'),
        running('a', 'x', {
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution:
                affinityTo('cart'),
            },
          },
        }),
      ],
      'StatefulSet/cart scheduling.anti-affinity-blocked kubernetes.io/hostname',
    ],
    [
      'a spread over a label that nodes lack',
      [pending(spread('rack')), node('a')],
      'StatefulSet/cart scheduling.topology-spread-blocked rack',
    ],
    [
      'a spread that the only free zone would break',
      [
        pending({ ...spread('zone'), ...asking({ cpu: '1' }) }),
        node('a', {}, {}, { zone: 'a' }),
        node('b', { unschedulable: true }, {}, { zone: 'b' }),
        running('a', 'x', {}, { app: 'cart' }),
      ],
      'StatefulSet/cart scheduling.topology-spread-blocked zone',
    ],
  ])('blames %s', (_, objects, expected) => {
    expect(blamed(objects)).toEqual([expected]);
  });
});
