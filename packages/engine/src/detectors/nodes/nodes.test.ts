import { minutes, seconds } from '../../snapshot/durations';
import { ago, object } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { nodeConditions } from './nodeConditions';
import { nodeEvents } from './nodeEvents';

const run = detectorRunner(...nodeConditions, ...nodeEvents);

function condition(
  type: string,
  status: string,
  message = '',
  age = minutes(5),
  reason = 'KubeletNotReady',
) {
  return { type, status, reason, message, lastTransitionTime: ago(age) };
}

function node(
  name: string,
  conditions: object[],
  options: {
    spec?: object;
    age?: number;
    labels?: Record<string, string>;
  } = {},
) {
  const { spec = {}, age, labels } = options;
  return object(
    'Node',
    name,
    { spec, status: { conditions } as object },
    { ...(age ? { age } : {}), ...(labels ? { labels } : {}) },
  );
}

const READY = condition('Ready', 'True');
const SILENT = condition(
  'Ready',
  'Unknown',
  'Kubelet stopped posting node status.',
  minutes(2),
  'NodeStatusUnknown',
);
const others = Array.from({ length: 20 }, (_, index) =>
  node(`n${index}`, [READY]),
);

function event(reason: string, count: number, message = '') {
  return object('Event', `a-${reason}`, {
    involvedObject: { kind: 'Node', name: 'a', uid: 'a' },
    reason,
    message,
    count,
    lastTimestamp: ago(minutes(5)),
    source: { component: 'kubelet' },
  });
}

describe('nodes', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'one silent kubelet of many',
      [node('a', [SILENT]), ...others],
      'high node.unreachable',
    ],
    [
      'a silent control plane',
      [
        node('a', [SILENT], {
          labels: { 'node-role.kubernetes.io/control-plane': '' },
        }),
        ...others,
      ],
      'critical node.unreachable',
    ],
    [
      'a tenth of the nodes silent',
      [node('a', [SILENT]), node('b', [READY])],
      'critical node.unreachable',
    ],
    [
      'a runtime that is down',
      [
        node('a', [
          condition(
            'Ready',
            'False',
            '[container runtime is down, PLEG is not healthy: pleg was last seen active 5m ago]',
          ),
        ]),
      ],
      'high node.runtime-down',
    ],
    [
      'a network plugin that is not ready',
      [
        node('a', [
          condition(
            'Ready',
            'False',
            'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
          ),
        ]),
      ],
      'high node.cni-not-ready',
    ],
    [
      'a network that is not set up',
      [node('a', [READY, condition('NetworkUnavailable', 'True', 'no route')])],
      'high node.cni-not-ready',
    ],
    [
      'any other reason',
      [node('a', [condition('Ready', 'False', 'node is shutting down')])],
      'high node.not-ready KubeletNotReady',
    ],
    [
      'memory pressure',
      [node('a', [READY, condition('MemoryPressure', 'True')])],
      'high node.memory-pressure',
    ],
    [
      'disk pressure',
      [node('a', [READY, condition('DiskPressure', 'True')])],
      'high node.disk-pressure',
    ],
    [
      'process id pressure',
      [node('a', [READY, condition('PIDPressure', 'True')])],
      'high node.pid-pressure',
    ],
    [
      'a problem that the problem detector knows',
      [node('a', [READY, condition('ReadonlyFilesystem', 'True')])],
      'high node.problem-condition ReadonlyFilesystem',
    ],
    [
      'a node that comes and goes',
      [node('a', [READY]), event('NodeNotReady', 4)],
      'high node.flapping',
    ],
    [
      'a kubelet that keeps starting',
      [node('a', [READY]), event('Starting', 3)],
      'medium node.kubelet-restarting',
    ],
    [
      'a kernel that kills for memory',
      [
        node('a', [READY]),
        event('SystemOOM', 1, 'victim process: java, pid: 7'),
      ],
      'high node.system-oom',
    ],
    [
      'images that cannot be removed',
      [node('a', [READY]), event('FreeDiskSpaceFailed', 1)],
      'medium node.image-gc-failing',
    ],
    [
      'pods that make room on the disk',
      [
        node('a', [READY]),
        event(
          'EvictionThresholdMet',
          1,
          'Attempting to reclaim ephemeral-storage',
        ),
      ],
      'medium node.image-gc-failing',
    ],
  ])('reports %s', (_, objects, expected) => {
    const found = run(objects).map(({ severity, detector, key }) =>
      [severity, detector, key ?? ''].join(' ').trim(),
    );
    expect(found).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a healthy node',
      [node('a', [READY, condition('MemoryPressure', 'False')])],
    ],
    [
      'pods that make room in memory',
      [
        node('a', [READY]),
        event('EvictionThresholdMet', 1, 'Attempting to reclaim memory'),
      ],
    ],
    [
      'a cordoned node',
      [node('a', [READY], { spec: { unschedulable: true } })],
    ],
    [
      'a node that has just joined',
      [
        node('a', [condition('Ready', 'False', 'cni plugin not initialized')], {
          age: minutes(2),
        }),
      ],
    ],
    [
      'a node that is unready for a moment',
      [node('a', [condition('Ready', 'False', '', seconds(30))])],
    ],
    [
      'a node that an autoscaler removes',
      [
        node('a', [SILENT], {
          spec: {
            taints: [
              { key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule' },
            ],
          },
        }),
      ],
    ],
    [
      'an unknown condition',
      [node('a', [READY, condition('EtcdIsVoter', 'True')])],
    ],
    ['a kubelet that started once', [node('a', [READY]), event('Starting', 1)]],
    [
      'a container that the kernel kills at its own limit',
      [
        node('a', [READY]),
        event(
          'OOMKilling',
          1,
          'Memory cgroup out of memory: Killed process 7 (java) total-vm:100kB',
        ),
      ],
    ],
    ['a node without status', [object('Node', 'a')]],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
