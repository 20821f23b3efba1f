import type { VolumeMount } from 'kubernetes-types/core/v1';
import { analyze } from './analyze';
import { minutes } from './snapshot/durations';
import { deployedPod, waiting } from './testing/deployedPod';
import { ago, object } from './testing/builders';
import { Ingredient, snapshotOf } from './testing/detectorRunner';

const FORBIDDEN =
  'pods is forbidden: User "system:serviceaccount:shop:default" cannot list resource "pods" in API group "" in the namespace "shop"';
const EVERYBODY = { kind: 'Group', name: 'system:authenticated' };
const READ_ONLY = 'open /data/lock: read-only file system';

const UNAVAILABLE = {
  conditions: [
    {
      type: 'Available',
      status: 'False',
      reason: 'MissingEndpoints',
      lastTransitionTime: ago(minutes(30)),
    },
  ],
};

const crashing = deployedPod({
  containers: {
    app: {
      spec: { volumeMounts: [{ name: 'data' } as VolumeMount] },
      status: waiting('CrashLoopBackOff', undefined, {
        restartCount: 5,
        lastState: {
          terminated: {
            exitCode: 1,
            startedAt: ago(minutes(2)),
            finishedAt: ago(minutes(1)),
          },
        },
      }),
    },
  },
});

const autoscaler = (name: string) =>
  object('HorizontalPodAutoscaler', name, {
    spec: { scaleTargetRef: { name: 'cart' }, minReplicas: 2 },
  });

describe('objects that lack what the API server asks for', () => {
  it.each<[string, Ingredient[], string?]>([
    [
      'a binding without a role',
      [object('ClusterRoleBinding', 'all', { subjects: [EVERYBODY] })],
      FORBIDDEN,
    ],
    [
      'subjects without a name',
      [
        object('RoleBinding', 'team', {
          roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
          subjects: [
            { kind: 'Group' },
            { kind: 'ServiceAccount', namespace: 'shop' },
          ],
        }),
        object('ClusterRole', 'cluster-admin'),
      ],
    ],
    [
      'an event about nothing',
      [
        object('ValidatingWebhookConfiguration', 'guard', {
          webhooks: [{ name: 'guard.example.org' }],
        }),
        object('Event', 'refused', {
          reason: 'FailedCreate',
          message: 'failed calling webhook "guard.example.org": timeout',
          lastTimestamp: ago(minutes(1)),
          count: 4,
        }),
      ],
    ],
    [
      'an event without a message',
      [
        object('PersistentVolumeClaim', 'data', {
          spec: { storageClassName: 'csi' },
          status: { phase: 'Pending' },
        }),
        object('Event', 'data.1', {
          involvedObject: {
            kind: 'PersistentVolumeClaim',
            namespace: 'shop',
            name: 'data',
          },
          reason: 'ProvisioningFailed',
          lastTimestamp: ago(minutes(1)),
        }),
        object('StorageClass', 'csi', { provisioner: 'csi.example.org' }),
      ],
    ],
    ['a mount without a path', [], READ_ONLY],
    [
      'a budget for a workload without a spec',
      [
        object('PodDisruptionBudget', 'cart', {
          spec: { minAvailable: 2, selector: {} },
        }),
        object('StatefulSet', 'cart'),
      ],
    ],
    [
      'an API without a group whose Service has no name',
      [
        object('APIService', 'v1.shop.example.org', {
          spec: { service: { namespace: 'shop' } },
          status: UNAVAILABLE,
        }),
        object('APIService', 'v2.shop.example.org', {
          spec: { service: { namespace: 'shop', name: 'api' } },
          status: UNAVAILABLE,
        }),
      ],
    ],
    [
      'a subject without a kind',
      [
        object('ClusterRoleBinding', 'all', {
          roleRef: { kind: 'ClusterRole', name: 'cluster-admin' } as never,
          subjects: [{ name: 'ann' } as never],
        }),
      ],
    ],
    [
      'a port without a number',
      [
        object('Service', 'cart', {
          spec: {
            selector: { app: 'cart' },
            ports: [{ targetPort: 7 } as never],
          },
        }),
      ],
    ],
    ['autoscalers of no kind', [autoscaler('one'), autoscaler('other')]],
  ])('break nothing: %s', (_, objects, line = 'panic: at the end') => {
    const logs = new Map([['shop/cart-6d5f-x2x4z/app', line]]);
    const { findings, coverage } = analyze(
      snapshotOf([...crashing, ...objects], logs),
    );
    expect(coverage.detectors.failed).toEqual([]);
    expect(findings.map(each => each.message).join('\n')).not.toMatch(
      /undefined|NaN/,
    );
  });
});
