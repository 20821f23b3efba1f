import { days, hours, minutes, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
import {
  ContainerFields,
  DeployedPodFields,
  barePod,
  deployedPod,
  ended,
  podEvent,
  waiting,
} from '../../testing/deployedPod';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { runtimeDetectors } from '.';

const run = detectorRunner(...runtimeDetectors);

const detected = (objects: readonly Ingredient[]) =>
  run(objects).map(found =>
    [
      found.detector,
      subjectOf(found),
      found.key ?? '-',
      found.tier,
      found.severity,
    ].join(' '),
  );

const app = (
  status: ContainerFields['status'],
  fields: DeployedPodFields = {},
) => deployedPod({ containers: { app: { status } }, ...fields });
const node = (status: string, age = minutes(10)) =>
  object('Node', 'worker-1', {
    status: {
      conditions: [{ type: 'Ready', status, lastTransitionTime: ago(age) }],
    },
  });
const condition = (type: string, reason: string, age = minutes(20)) => ({
  status: {
    conditions: [
      { type, status: 'True', reason, lastTransitionTime: ago(age) },
    ],
  },
});
const failed = (
  reason: string,
  message: string,
  name?: string,
  age = minutes(10),
) =>
  deployedPod({
    name,
    age,
    containers: {},
    status: { phase: 'Failed', reason, message },
  });
const deleted = (milliseconds: number, metadata = {}) => ({
  metadata: { deletionTimestamp: ago(milliseconds), ...metadata },
});
const ready = (name: string) =>
  deployedPod({
    name,
    age: minutes(5),
    spec: { nodeName: 'worker-2' },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  });
const restarted = (name: string) =>
  deployedPod({
    name,
    containers: {
      app: { status: { restartCount: 4, lastState: ended(255, minutes(20)) } },
    },
  });
const times = <T>(count: number, make: (index: number) => T[]) =>
  Array.from({ length: count }, (_, index) => make(index)).flat();

function jobPod(
  sidecar: string,
  finished: number,
  native = false,
): Ingredient[] {
  const job = object('Job', 'nightly', {
    spec: { template: { spec: { containers: [{ name: 'work' }] } } },
  } as object);
  const beside = {
    [sidecar]: { spec: native ? { restartPolicy: 'Always' } : {} },
  };
  const work = {
    work: { status: { ready: false, state: ended(0, finished) } },
  };
  const pod: KnownKinds['Pod'] = barePod(
    native
      ? { initContainers: beside, containers: work }
      : { containers: { ...work, ...beside } },
  );
  return [job, ownedBy(job, pod)];
}

const withPorts = (status: ContainerFields['status'] = {}) =>
  deployedPod({
    containers: {
      app: { spec: { ports: [{ containerPort: 8080 }] } },
      admin: {
        spec: { ports: [{ containerPort: 8080, protocol: 'TCP' }] },
        status,
      },
    },
  });

const SANDBOX =
  'Failed to create pod sandbox: rpc error: code = Unknown desc = ';
const creating = (age?: number) => app(waiting('ContainerCreating'), { age });

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
      ['pod.disruption Deployment/cart EvictionByEvictionAPI problem info'],
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
  ])('find %s', (_, objects, expected) => {
    expect(detected(objects)).toEqual(expected);
  });

  it.each<[string, Ingredient[]]>([
    ['a healthy pod', app({})],
    [
      'restarts of all pods of a node at once',
      times(3, index => restarted(`cart-${index}`)),
    ],
    ['a pod within its deletion grace', app({}, deleted(-seconds(30)))],
    ['a pod that has only just exceeded it', app({}, deleted(seconds(90)))],
    ['a proxy that is given time to end', jobPod('istio-proxy', minutes(5))],
    ['a native sidecar of a Job', jobPod('proxy', minutes(30), true)],
    [
      'one port in two protocols and in an init container',
      deployedPod({
        initContainers: {
          init: {
            spec: { ports: [{ containerPort: 53 }] },
            status: { state: ended(0, hours(1)) },
          },
        },
        containers: {
          app: { spec: { ports: [{ containerPort: 53, protocol: 'UDP' }] } },
          dns: { spec: { ports: [{ containerPort: 53, protocol: 'TCP' }] } },
        },
      }),
    ],
    [
      'an eviction that has been made up for',
      [...failed('Evicted', 'low on resource: memory'), ...ready('cart-2')],
    ],
    [
      'an eviction hours ago',
      failed('Evicted', 'low on resource: memory', undefined, hours(2)),
    ],
    ['a failure that a Job will report', failed('DeadlineExceeded', '')],
    [
      'a lost pod with a ready replacement',
      [...app({}), node('Unknown'), ...ready('cart-2')],
    ],
    ['a pod being created within its grace', creating(minutes(4))],
    [
      'a pod whose image is on its way',
      [
        ...creating(minutes(6)),
        podEvent('Pulling', 'Pulling image "x"', { container: 'app' }),
      ],
    ],
    [
      'a sandbox that was made after all',
      [...app({}), podEvent('FailedCreatePodSandBox', `${SANDBOX}cni`)],
    ],
    [
      'a resize that waits for room within its grace',
      app({}, condition('PodResizePending', 'Deferred', minutes(5))),
    ],
    [
      'nine failed pods',
      [
        ...times(9, index => failed('Error', '', `old-${index}`, hours(3))),
        ...ready('new'),
      ],
    ],
    ['a pod made for debugging today', [barePod({ age: hours(5) })]],
    [
      'a static pod',
      [
        barePod({
          age: days(3),
          metadata: { annotations: { 'kubernetes.io/config.mirror': 'x' } },
        }),
      ],
    ],
    [
      'a deletion that waits for its dependents',
      [
        object(
          'ConfigMap',
          'state',
          {},
          {
            metadata: {
              deletionTimestamp: ago(minutes(20)),
              finalizers: ['foregroundDeletion'],
            },
          },
        ),
      ],
    ],
    ['a pod of which nothing is known', [object('Pod', 'bare')]],
  ])('are silent for %s', (_, objects) => {
    expect(detected(objects)).toEqual([]);
  });
});
