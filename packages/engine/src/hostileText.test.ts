import { analyze } from './analyze';
import { minutes } from './snapshot/durations';
import { Ingredient, customObject, object, snapshotOf } from './testing';
import { deployedPod, ended, podEvent, waiting } from './testing/deployedPod';

const LENGTH = 200_000;
/** Thousands of times more than it takes, so that a slow machine passes and a pattern that tries every pair of positions does not. */
const MOST_SECONDS = 10;

/** Beginnings that patterns of the engine look for, in texts that never end as they hope. */
const BEGINNINGS = [
  'a-',
  'a.',
  '1',
  '/',
  'a:/',
  'a://b:',
  'eyJaaaaaaaaaa-',
  'eyJaaaaaaaaaa.eyJaaaaaaaaaa-',
  'minimum x',
  'x max limit to request ratio ',
  'exec: ',
  'stat ',
  'mount ',
  'not a directory ',
  'container name ',
  'subpath ',
  'lookup ',
  'manifest for ',
  'tls: ',
  'failed to get ',
  'admission webhook x',
  'ValidatingAdmissionPolicy x ',
  'failed quota: x: must specify x ',
  'failed to prepare subPath for volumeMount "x" ',
  'listening started running ',
  'permission denied /',
  '-----BEGIN PRIVATE ',
];

/** The same text wherever somebody else than the API server decides what stands there. */
function everywhere(text: string): Ingredient[] {
  const failing = [
    waiting('CreateContainerError', text),
    waiting('ImagePullBackOff', text),
    waiting('CrashLoopBackOff', text, {
      restartCount: 7,
      lastState: ended(1, minutes(2), 'Error', text),
    }),
  ];
  const pods = failing.flatMap((status, index) =>
    deployedPod({
      name: `cart-${index}`,
      containers: {
        app: {
          spec: {
            command: [text],
            args: [text],
            env: [{ name: 'ADDRESS', value: text }],
            resources: { limits: { memory: text } },
            volumeMounts: [{ name: 'data', mountPath: text }],
          },
          status,
        },
      },
    }),
  );
  const reasons = ['Failed', 'FailedCreate', 'FailedMount', 'Unhealthy'];
  const conditions = ['ReplicaFailure', 'ScalingActive', 'Ready'].map(type => ({
    type,
    status: 'False',
    reason: 'FailedGetResourceMetric',
    message: text,
  }));
  return [
    ...pods,
    ...reasons.map(reason => podEvent(reason, text, { name: 'cart-0' })),
    object(
      'ConfigMap',
      'coredns',
      { data: { Corefile: text } },
      { namespace: 'kube-system' },
    ),
    object('ConfigMap', 'settings', { data: { a: text, b: text } }),
    object('Deployment', 'web', { status: { conditions } as never }),
    object('HorizontalPodAutoscaler', 'web', {
      status: { conditions } as never,
    }),
    customObject('Certificate.cert-manager.io', 'web', {
      spec: { dnsNames: [text] },
      status: { conditions },
    }),
  ];
}

describe('long texts that somebody chose', () => {
  it.each(BEGINNINGS)(
    'are read in time that grows with their length: %s…',
    beginning => {
      const text = beginning.repeat(LENGTH / beginning.length);
      const logs = new Map([['shop/cart-2', `${text}\n${text}!`]]);
      const snapshot = snapshotOf(everywhere(text), logs);
      const before = process.cpuUsage();
      const { coverage } = analyze(snapshot);
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1e6).toBeLessThan(MOST_SECONDS);
      expect(coverage.detectors.failed).toEqual([]);
    },
  );
});
