import { days, hours, minutes, seconds } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import {
  barePod,
  deployedPod,
  ended,
  podEvent,
  waiting,
} from '../../testing/deployedPod';
import { Ingredient } from '../../testing/detectorRunner';
import {
  detected,
  app,
  node,
  condition,
  failed,
  deleted,
  ready,
  restarted,
  times,
  jobPod,
  withPorts,
  SANDBOX,
  creating,
} from './testPods';

describe('runtime detectors', () => {
  it.each<[string, Ingredient[], string[]]>([
    [
      'many restarts of late',
      restarted('cart-1'),
      ['pod.restart-rate Deployment/cart app problem medium'],
    ],
    [
      'a pod whose node is gone',
      app({}, deleted(minutes(3))),
      ['pod.terminating-stuck Deployment/cart node problem medium'],
    ],
    [
      'a pod whose node is not ready',
      [...app({}, deleted(minutes(3))), node('False')],
      ['pod.terminating-stuck Deployment/cart node problem medium'],
    ],
    [
      'a pod with a finalizer',
      [
        ...app({}, deleted(minutes(3), { finalizers: ['example.org/x'] })),
        node('True'),
      ],
      ['pod.terminating-stuck Deployment/cart finalizers problem medium'],
    ],
    [
      'a pod that cannot be killed',
      [
        ...app({}, deleted(minutes(3))),
        node('True'),
        podEvent(
          'FailedKillPod',
          'error killing pod: failed to "KillContainer"',
        ),
      ],
      ['pod.terminating-stuck Deployment/cart kill-failed problem medium'],
    ],
    [
      'an undeletable pod while nodes are unread',
      [...app({}, deleted(minutes(3))), unreadKind('Node')],
      ['pod.terminating-stuck Deployment/cart unknown problem medium'],
    ],
    [
      'an init container that does not end',
      deployedPod({
        initContainers: { wait: { status: { ready: false } } },
        containers: { app: { status: waiting('PodInitializing') } },
        status: {
          conditions: [{ type: 'Initialized', status: 'False' }],
        },
      }),
      ['pod.init-stuck Deployment/cart wait problem medium'],
    ],
    [
      'a proxy that outlives its Job',
      jobPod('istio-proxy', minutes(11)),
      ['pod.sidecar-blocks-job Job/nightly istio-proxy problem high'],
    ],
    [
      'a proxy of the template, known by its image',
      jobPod(
        'proxy',
        minutes(11),
        false,
        'registry.example/cloud-sql-proxy:2.18.0',
      ),
      ['pod.sidecar-blocks-job Job/nightly proxy problem high'],
    ],
    [
      'two containers on one port',
      withPorts(),
      ['pod.duplicate-container-port Deployment/cart 8080/TCP risk medium'],
    ],
    [
      'two containers on one port, one of them not ready',
      withPorts({ ready: false }),
      ['pod.duplicate-container-port Deployment/cart 8080/TCP problem high'],
    ],
    [
      'an eviction for memory',
      failed(
        'Evicted',
        'The node was low on resource: memory. Threshold quantity: 100Mi, available: 80Mi.',
      ),
      ['pod.evicted Deployment/cart memory problem medium'],
    ],
    [
      'three evictions',
      times(3, index =>
        failed(
          'Evicted',
          'The node had condition: [DiskPressure]. ',
          `cart-${index}`,
        ),
      ),
      ['pod.evicted Deployment/cart DiskPressure problem high'],
    ],
    [
      'a full emptyDir',
      failed(
        'Evicted',
        'Usage of EmptyDir volume "cache" exceeds the limit "1Gi". ',
      ),
      ['pod.ephemeral-storage-exceeded Deployment/cart cache problem high'],
    ],
    [
      'a full emptyDir whose replacement is ready, for now',
      [
        ...failed(
          'Evicted',
          'Usage of EmptyDir volume "cache" exceeds the limit',
        ),
        ...ready('cart-2'),
      ],
      ['pod.ephemeral-storage-exceeded Deployment/cart cache problem high'],
    ],
    [
      'a container over its local storage limit',
      failed(
        'Evicted',
        'Container app exceeded its local ephemeral storage limit "1Gi". ',
      ),
      ['pod.ephemeral-storage-exceeded Deployment/cart app problem high'],
    ],
    [
      'a pod that its node refused',
      failed(
        'OutOfcpu',
        "Pod was rejected: Node didn't have enough resource: cpu, requested: 900, used: 600, capacity: 1000",
      ),
      ['pod.rejected-by-node Deployment/cart OutOfcpu problem medium'],
    ],
    [
      'a node that was shut down',
      failed(
        'Terminated',
        'Pod was terminated in response to imminent node shutdown.',
      ),
      ['pod.node-shutdown Deployment/cart worker-1 problem low'],
    ],
    [
      'a preemption',
      app({}, condition('DisruptionTarget', 'PreemptionByScheduler')),
      ['pod.preempted Deployment/cart - problem low'],
    ],
    [
      'a drain',
      app({}, condition('DisruptionTarget', 'EvictionByEvictionAPI')),
      ['pod.disruption Deployment/cart EvictionByEvictionAPI hygiene info'],
    ],
    [
      'a pod on a node that does not report',
      [...app({}), node('Unknown')],
      ['pod.on-lost-node Node/worker-1 Deployment shop/cart problem medium'],
    ],
    [
      'a container that the kubelet lost',
      app({ lastState: ended(137, minutes(9), 'ContainerStatusUnknown') }),
      ['pod.container-status-unknown Deployment/cart app problem low'],
    ],
    [
      'a network plugin that fails',
      [
        ...creating(minutes(3)),
        podEvent(
          'FailedCreatePodSandBox',
          `${SANDBOX}failed to setup network for sandbox "9f": plugin type="calico" failed (add): Unauthorized`,
        ),
      ],
      ['pod.sandbox-failed Deployment/cart network problem high'],
    ],
    [
      'a subnet without free addresses',
      [
        ...creating(minutes(3)),
        podEvent(
          'FailedCreatePodSandBox',
          `${SANDBOX}failed to setup network for sandbox "9f": plugin type="host-local" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.1.0.1-10.1.0.254`,
        ),
      ],
      ['pod.sandbox-failed Deployment/cart no-free-ip problem high'],
    ],
    [
      'a runtime handler that the node lacks',
      [
        ...creating(minutes(3)),
        podEvent(
          'FailedCreatePodSandBox',
          `${SANDBOX}failed to get sandbox runtime: no runtime for "gvisor" is configured`,
        ),
      ],
      ['pod.sandbox-failed Deployment/cart runtime-handler problem high'],
    ],
    [
      'a pod that hangs in creation',
      creating(minutes(6)),
      ['pod.creating-stuck Deployment/cart - problem medium'],
    ],
    [
      'a resize that cannot be',
      app({}, condition('PodResizePending', 'Infeasible', seconds(5))),
      ['pod.resize-blocked Deployment/cart Infeasible problem medium'],
    ],
    [
      'ten failed pods of a healthy workload',
      [
        ...times(10, index => failed('Error', '', `old-${index}`, hours(3))),
        ...ready('new'),
      ],
      ['pod.failed-leftover Deployment/cart - hygiene low'],
    ],
    [
      'a pod without a controller',
      [barePod({ age: days(2) })],
      ['pod.unmanaged Pod/cart-6d5f-x2x4z - hygiene low'],
    ],
    [
      'an object whose finalizer nobody works off',
      [
        object(
          'ConfigMap',
          'state',
          {},
          {
            metadata: {
              deletionTimestamp: ago(minutes(20)),
              finalizers: ['example.org/b', 'example.org/a'],
            },
          },
        ),
      ],
      [
        'object.finalizer-stuck ConfigMap/state example.org/a,example.org/b problem medium',
      ],
    ],
    [
      'a namespace with such a finalizer',
      [
        object(
          'Namespace',
          'old',
          {},
          {
            metadata: {
              deletionTimestamp: ago(minutes(20)),
              finalizers: ['example.org/tenant'],
            },
          },
        ),
      ],
      [
        'object.finalizer-stuck Namespace/old example.org/tenant problem medium',
      ],
    ],
  ])('find %s', (_, objects, expected) => {
    expect(detected(objects)).toEqual(expected);
  });
});
