import { days, hours, minutes, seconds } from '../../snapshot/durations';
import { ago, object } from '../../testing/builders';
import {
  barePod,
  deployedPod,
  ended,
  podEvent,
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
  SANDBOX,
  creating,
} from './testPods';

describe('runtime detectors', () => {
  it.each<[string, Ingredient[]]>([
    ['a healthy pod', app({})],
    [
      'restarts of all pods of a node at once',
      times(3, index => restarted(`cart-${index}`)),
    ],
    [
      'such restarts beside a pod that is done and one that came later',
      [
        ...times(3, index => restarted(`cart-${index}`)),
        barePod({ name: 'nightly', status: { phase: 'Succeeded' } }),
        ...deployedPod({
          name: 'cart-later',
          age: minutes(10),
          status: { conditions: [{ type: 'Ready', status: 'True' }] },
        }),
      ],
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
      'a full emptyDir that a later template has made larger',
      [
        ...failed(
          'Evicted',
          'Usage of EmptyDir volume "cache" exceeds the limit',
        ),
        ...deployedPod({
          name: 'cart-2',
          age: minutes(5),
          metadata: { labels: { 'pod-template-hash': '7c' } },
          status: { conditions: [{ type: 'Ready', status: 'True' }] },
        }),
      ],
    ],
    [
      'a full emptyDir in a Job that went on to succeed',
      [
        ...jobPod('istio-proxy', minutes(5)).map(each => ({
          ...each,
          ...(each.kind === 'Job'
            ? { status: { conditions: [{ type: 'Complete', status: 'True' }] } }
            : {
                status: {
                  phase: 'Failed',
                  reason: 'Evicted',
                  message: 'Usage of EmptyDir volume "cache" exceeds the limit',
                },
              }),
        })),
      ],
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
