import { CauseRule } from '../CauseRule';

export const nodeCauseRules: readonly CauseRule[] = [
  {
    id: 'node-down',
    title: 'A node does not answer',
    provedBy: [
      'sts.pod-on-lost-node',
      'node.unreachable',
      'node.not-ready',
      'node.runtime-down',
      'pod.on-lost-node',
    ],
  },
  {
    id: 'node-memory-exhausted',
    title: 'A node is out of memory',
    provedBy: [
      'node.memory-pressure',
      'node.system-oom',
      'pod.node-oom-victim',
    ],
  },
  {
    id: 'node-disk-full',
    title: 'A node is out of disk space',
    provedBy: [
      'node.disk-pressure',
      'node.image-gc-failing',
      'image.inspect-failed',
    ],
  },
  {
    id: 'node-fault',
    title: 'A node misbehaves',
    provedBy: [
      'node.rebooted',
      'node.kubelet-restarting',
      'pod.container-status-unknown',
      'pod.node-shutdown',
      'node.pid-pressure',
      'node.problem-condition',
      'node.flapping',
    ],
    toldBy: ['log.clock-skew'],
  },
];
