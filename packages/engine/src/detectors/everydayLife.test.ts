import { days, hours, minutes, seconds } from '../snapshot/durations';
import { KnownKinds } from '../snapshot/objects';
import { ago, object, ownedBy, unreadKind } from '../testing/builders';
import { Ingredient, detectorRunner } from '../testing/detectorRunner';
import { builtInDetectors } from '.';

const run = detectorRunner(...builtInDetectors);

const LABELS = { app: 'cart' };
const TEMPLATE = {
  metadata: { labels: LABELS },
  spec: {
    containers: [{ name: 'app', image: 'registry.example.org/cart:1.4' }],
  },
};

const condition = (
  type: string,
  status: string,
  reason: string,
  age: number,
) => ({
  type,
  status,
  reason,
  lastTransitionTime: ago(age),
});

interface PodFields {
  name?: string;
  ready?: boolean;
  /** Milliseconds since it was made and since its readiness is what it is. */
  age?: number;
  nodeName?: string;
  metadata?: object;
  spec?: object;
  status?: object;
  container?: object;
}

function pod(fields: PodFields = {}): KnownKinds['Pod'] {
  const { name = 'cart-5c-1', ready = true, age = days(1) } = fields;
  const { nodeName = 'worker' } = fields;
  return object(
    'Pod',
    name,
    {
      spec: { ...TEMPLATE.spec, nodeName, ...fields.spec },
      status: {
        phase: 'Running',
        startTime: ago(age),
        conditions: [
          condition('PodScheduled', 'True', '', age),
          ...['Ready', 'ContainersReady'].map(type =>
            condition(type, ready ? 'True' : 'False', '', age),
          ),
        ],
        containerStatuses: [
          {
            name: 'app',
            ready,
            started: true,
            restartCount: 0,
            state: { running: { startedAt: ago(age) } },
            ...fields.container,
          },
        ],
        ...fields.status,
      },
    },
    { age, labels: LABELS, metadata: fields.metadata as {} },
  );
}

const SERVICE = object('Service', 'cart', {
  spec: { selector: LABELS, ports: [{ port: 80, targetPort: 8080 as never }] },
});

const ROUTES: Ingredient[] = [
  object('IngressClass', 'web', {
    spec: { controller: 'example.org/controller' },
  }),
  object('Ingress', 'cart', {
    spec: {
      ingressClassName: 'web',
      rules: [
        {
          host: 'cart.example.org',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'cart', port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    },
    status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
  }),
  SERVICE,
];

function node(name: string, spec: object = {}) {
  return object(
    'Node',
    name,
    {
      spec,
      status: {
        conditions: [condition('Ready', 'True', 'KubeletReady', minutes(9))],
        allocatable: { cpu: '8', memory: '32Gi', pods: '110' },
      },
    },
    { age: days(30) },
  );
}

function nodeEvent(reason: string, message: string) {
  return object(
    'Event',
    `worker.${reason}`,
    {
      involvedObject: { kind: 'Node', name: 'worker', uid: 'worker' },
      reason,
      message,
      source: { component: 'kubelet' },
      lastTimestamp: ago(minutes(10)),
      count: 1,
    },
    { namespace: 'default' },
  );
}

/** A Deployment with its ReplicaSet and pods. */
function deployed(
  pods: readonly KnownKinds['Pod'][],
  options: { replicas: number; status?: object; annotations?: object },
): Ingredient[] {
  const { replicas, annotations } = options;
  const deployment = object(
    'Deployment',
    'cart',
    {
      spec: { replicas, template: TEMPLATE },
      status: {
        replicas,
        updatedReplicas: replicas,
        availableReplicas: replicas,
        ...options.status,
      },
    },
    { metadata: { annotations } },
  );
  const replicaSet = ownedBy(
    deployment,
    object('ReplicaSet', 'cart-5c', {
      spec: { replicas, template: TEMPLATE },
      status: { replicas, readyReplicas: replicas },
    }),
  );
  return [
    ...ROUTES,
    deployment,
    replicaSet,
    ...pods.map(each => ownedBy(replicaSet, each)),
  ];
}

const leaving = (fields: PodFields = {}) =>
  pod({
    ready: false,
    ...fields,
    metadata: { labels: LABELS, deletionTimestamp: ago(seconds(5)) },
  });

function firstRollout(): Ingredient[] {
  const age = seconds(90);
  const made = pod({
    ready: false,
    age,
    spec: {
      containers: [
        {
          ...TEMPLATE.spec.containers[0],
          startupProbe: { failureThreshold: 30, periodSeconds: 5 },
        },
      ],
    },
    container: { started: false },
  });
  return deployed([made], {
    replicas: 1,
    annotations: { 'deployment.kubernetes.io/revision': '1' },
    status: {
      availableReplicas: 0,
      unavailableReplicas: 1,
      conditions: [
        condition('Available', 'False', 'MinimumReplicasUnavailable', age),
        condition('Progressing', 'True', 'ReplicaSetUpdated', age),
      ],
    },
  });
}

/** A rolling update that has come to the second of three pods. */
function statefulUpdate(second: KnownKinds['Pod'][]): Ingredient[] {
  const set = object(
    'StatefulSet',
    'db',
    {
      spec: { replicas: 3, serviceName: 'cart', template: TEMPLATE },
      status: {
        replicas: 3,
        availableReplicas: 2,
        currentRevision: 'db-1',
        updateRevision: 'db-2',
        updatedReplicas: 1,
      },
    },
    { age: days(9) },
  );
  const pods = [pod({ name: 'db-0' }), ...second, pod({ name: 'db-2' })];
  return [...ROUTES, set, ...pods.map(each => ownedBy(set, each))];
}

/** A run that failed, and a later one that succeeded and was cleaned away. */
function laterSuccess(): Ingredient[] {
  const cronJob = object('CronJob', 'report', {
    spec: { schedule: '*/10 * * * *' },
    status: {
      lastScheduleTime: ago(minutes(6)),
      lastSuccessfulTime: ago(minutes(5)),
    },
  });
  const job = ownedBy(
    cronJob,
    object('Job', 'report-1', {
      status: {
        failed: 1,
        startTime: ago(minutes(16)),
        conditions: [
          condition('Failed', 'True', 'BackoffLimitExceeded', minutes(15)),
        ],
      },
    }),
  );
  const terminated = {
    exitCode: 137,
    reason: 'OOMKilled',
    startedAt: ago(minutes(16)),
    finishedAt: ago(minutes(15)),
  };
  const failed = pod({
    name: 'report-1-a',
    ready: false,
    age: minutes(16),
    spec: { restartPolicy: 'Never' },
    status: { phase: 'Failed' },
    container: { state: { terminated } },
  });
  return [cronJob, job, ownedBy(job, failed)];
}

function reboot(): Ingredient[] {
  const terminated = {
    exitCode: 255,
    reason: 'Unknown',
    startedAt: ago(hours(9)),
    finishedAt: ago(minutes(10)),
  };
  const restarted = [1, 2, 3].map(index =>
    pod({
      name: `cart-5c-${index}`,
      container: {
        restartCount: 5,
        state: { running: { startedAt: ago(minutes(9)) } },
        lastState: { terminated },
      },
    }),
  );
  const job = object('Job', 'migration', {
    status: {
      succeeded: 1,
      conditions: [condition('Complete', 'True', '', hours(5))],
    },
  });
  const done = pod({
    name: 'migration-a',
    ready: false,
    status: { phase: 'Succeeded', containerStatuses: [] },
  });
  return [
    ...deployed(restarted, { replicas: 3 }),
    job,
    ownedBy(job, done),
    nodeEvent('Rebooted', 'Node worker has been rebooted'),
    nodeEvent('Starting', 'Starting kubelet.'),
  ];
}

function drain(): Ingredient[] {
  const evicted = leaving({
    name: 'cart-5c-old',
    nodeName: 'drained',
    status: {
      conditions: [
        condition(
          'DisruptionTarget',
          'True',
          'EvictionByEvictionAPI',
          seconds(40),
        ),
        condition('Ready', 'False', '', seconds(10)),
      ],
    },
  });
  return [
    node('drained', {
      unschedulable: true,
      taints: [
        { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' },
      ],
    }),
    ...deployed([evicted, pod({ age: minutes(1) })], { replicas: 1 }),
  ];
}

function customOwner(): Ingredient[] {
  const rollout = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'cart', namespace: 'shop', uid: 'rollout' },
  };
  const replicaSet = ownedBy(
    rollout,
    object('ReplicaSet', 'cart-5c', {
      spec: { replicas: 1, template: TEMPLATE },
      status: { replicas: 1, readyReplicas: 1 },
    }),
  );
  return [...ROUTES, replicaSet, ownedBy(replicaSet, pod())];
}

describe('everyday life is no problem', () => {
  it.each<[string, Ingredient[]]>([
    [
      'a workload that is scaled to zero',
      deployed([leaving()], { replicas: 0 }),
    ],
    ['a first rollout', firstRollout()],
    [
      'a process killed at the limit of its container',
      [
        ...deployed([pod()], { replicas: 1 }),
        nodeEvent(
          'OOMKilling',
          'Memory cgroup out of memory: Killed process 7',
        ),
      ],
    ],
    [
      'workloads that are unread and may be scaled to zero',
      [SERVICE, unreadKind('Deployment'), unreadKind('ReplicaSet')],
    ],
    ['a StatefulSet between two pods', statefulUpdate([])],
    [
      'a StatefulSet that takes a pod away',
      statefulUpdate([leaving({ name: 'db-1' })]),
    ],
    ['a CronJob that has succeeded since', laterSuccess()],
    ['a node that was rebooted', reboot()],
    ['a node that is drained', drain()],
    ['pods of a custom resource', customOwner()],
  ])('%s', (_, objects) => {
    const found = run([node('worker'), ...objects]);
    expect(
      found
        .filter(each => each.tier === 'problem')
        .map(({ detector, message }) => `${detector}: ${message}`),
    ).toEqual([]);
  });
});
