import fc from 'fast-check';
import { analyze } from '../../analyze';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../../snapshot/objects';
import { NOW, ago } from '../../testing/builders';
import { propertyRuns } from '../../testing/propertyRuns';
import { configurationDetectors } from '../configuration';
import { imageDetectors } from '../images';
import { runtimeDetectors } from '../runtime';

const detectors = [
  ...runtimeDetectors,
  ...imageDetectors,
  ...configurationDetectors,
];

/** A field that a dump, an older API server or a hand-written object may lack. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined, freq: 3 });

const name = fc.constantFrom('app', 'proxy', 'migrate');
const time = fc.constantFrom(
  ago(-60_000),
  ago(1_000),
  ago(700_000),
  ago(50_000_000),
  'yesterday',
  '',
);
const text = fc.constantFrom(
  '',
  'secret "db" not found',
  'configmap "" not found',
  'Back-off pulling image "x"',
  'lookup : no such host',
  'container init was OOM-killed',
  'low on resource: ',
  '((((',
);
const reason = fc.constantFrom(
  '',
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
  'CreateContainerConfigError',
  'RunContainerError',
  'ContainerCreating',
  'OOMKilled',
  'StartError',
  'Evicted',
  'FailedMount',
  'Killing',
  'Infeasible',
);

const ended = fc.record({
  exitCode: maybe(fc.constantFrom(0, 1, 137)),
  reason: maybe(reason),
  message: maybe(text),
  startedAt: maybe(time),
  finishedAt: maybe(time),
});
const state = fc.record({
  waiting: maybe(fc.record({ reason: maybe(reason), message: maybe(text) })),
  running: maybe(fc.record({ startedAt: maybe(time) })),
  terminated: maybe(ended),
});
const status = fc.record({
  name: maybe(name),
  image: maybe(text),
  ready: maybe(fc.boolean()),
  started: maybe(fc.boolean()),
  restartCount: maybe(fc.nat(9)),
  state: maybe(state),
  lastState: maybe(state),
});
const source = maybe(
  fc.record({
    name: maybe(fc.constantFrom('db', '')),
    key: maybe(name),
    optional: maybe(fc.boolean()),
  }),
);
const container = fc.record({
  name: maybe(name),
  image: maybe(fc.constantFrom('', ':', '@', 'a/b', '/')),
  restartPolicy: maybe(fc.constant('Always')),
  env: maybe(
    fc.array(
      fc.record({
        name: maybe(name),
        value: maybe(fc.constantFrom('$(', '$(X)', '$$')),
        valueFrom: maybe(
          fc.record({ secretKeyRef: source, configMapKeyRef: source }),
        ),
      }),
      { maxLength: 2 },
    ),
  ),
  envFrom: maybe(
    fc.array(fc.record({ configMapRef: source, secretRef: source }), {
      maxLength: 2,
    }),
  ),
  ports: maybe(
    fc.array(fc.record({ containerPort: maybe(fc.nat(2)) }), { maxLength: 2 }),
  ),
  readinessProbe: maybe(fc.constant({})),
  startupProbe: maybe(fc.constant({})),
  volumeMounts: maybe(fc.constant([{}, { name: 'v' }])),
});
const condition = fc.record({
  type: maybe(
    fc.constantFrom(
      'Ready',
      'ContainersReady',
      'PodScheduled',
      'Initialized',
      'DisruptionTarget',
      'PodResizePending',
    ),
  ),
  status: maybe(fc.constantFrom('True', 'False', 'Unknown')),
  reason: maybe(reason),
  lastTransitionTime: maybe(time),
});
const volume = fc.record({
  name: maybe(fc.constant('v')),
  secret: maybe(fc.record({ secretName: maybe(name) })),
  configMap: source,
  projected: maybe(
    fc.record({
      sources: maybe(
        fc.array(fc.record({ configMap: source, secret: source }), {
          maxLength: 2,
        }),
      ),
    }),
  ),
});
const list = <T>(arbitrary: fc.Arbitrary<T>) =>
  maybe(fc.array(arbitrary, { maxLength: 2 }));

const pod = fc.record({
  metadata: fc.record({
    name: fc.constant('cart-1'),
    namespace: maybe(fc.constant('shop')),
    creationTimestamp: maybe(time),
    deletionTimestamp: maybe(time),
  }),
  spec: maybe(
    fc.record({
      nodeName: maybe(fc.constant('worker-1')),
      containers: list(container),
      initContainers: list(container),
      volumes: list(volume),
      imagePullSecrets: list(fc.record({ name: maybe(name) })),
    }),
  ),
  status: maybe(
    fc.record({
      phase: maybe(
        fc.constantFrom('Pending', 'Running', 'Succeeded', 'Failed'),
      ),
      reason: maybe(reason),
      message: maybe(text),
      conditions: list(condition),
      containerStatuses: list(status),
      initContainerStatuses: list(status),
    }),
  ),
});
const event = fc.record({
  metadata: fc.record({
    name: fc.constant('e'),
    namespace: fc.constant('shop'),
  }),
  involvedObject: maybe(
    fc.constant({ kind: 'Pod', namespace: 'shop', name: 'cart-1' }),
  ),
  reason: maybe(reason),
  message: maybe(text),
  lastTimestamp: maybe(time),
});

const analyzed = (objects: readonly object[]) =>
  analyze(
    new ClusterSnapshot({
      cluster: 'test',
      capturedAt: NOW,
      objects: objects as KubernetesObject[],
    }),
    { detectors },
  );

describe('pods with missing fields', () => {
  it('break no detector, and every finding has evidence and a subject', () => {
    fc.assert(
      fc.property(pod, event, (onePod, oneEvent) => {
        const { findings, coverage } = analyzed([
          { apiVersion: 'v1', kind: 'Pod', ...onePod },
          { apiVersion: 'v1', kind: 'Event', ...oneEvent },
        ]);
        expect(coverage.detectors.failed).toEqual([]);
        for (const { evidence, message, subject } of findings) {
          expect(evidence).not.toEqual([]);
          expect(subject.name).not.toBe('');
          expect(message).not.toMatch(/undefined|NaN|\[object/);
        }
      }),
      propertyRuns(500),
    );
  });

  it('cannot happen to a finished or a deleted pod', () => {
    fc.assert(
      fc.property(pod, onePod => {
        const succeeded = {
          apiVersion: 'v1',
          kind: 'Pod',
          ...onePod,
          status: { ...onePod.status, phase: 'Succeeded' },
        };
        const change = [
          'pod.disruption',
          'pod.preempted',
          'pod.terminating-stuck',
        ];
        const others = analyzed([succeeded]).findings.filter(
          each => !change.includes(each.detector),
        );
        expect(others).toEqual([]);
      }),
      propertyRuns(200),
    );
  });
});
