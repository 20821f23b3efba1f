import { CauseRule } from '../CauseRule';
import { evictionsFor, problemsOfNodes } from '../upstream/onNodes';

const NO_SPACE = /no space left on device|disk quota exceeded|\bENOSPC\b/i;

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
    followedBy: {
      detectors: [
        'pod.on-lost-node',
        'sts.pod-on-lost-node',
        'pod.terminating-stuck',
        'pod.container-status-unknown',
        'scheduling.only-unhealthy-nodes',
      ],
      problems: problemsOfNodes,
    },
    documentation: {
      speaks:
        'A node’s Ready condition is False or Unknown, its container runtime is down, or pods still stand on a node that no longer reports.',
      silent:
        'Not named for a node that is being drained and deleted, nor within the grace in which a node reports again.',
      sources: [
        'https://kubernetes.io/docs/concepts/architecture/nodes/#condition',
        'https://kubernetes.io/docs/reference/node/node-status/',
      ],
    },
  },
  {
    id: 'node-memory-exhausted',
    title: 'A node is out of memory',
    provedBy: [
      'node.memory-pressure',
      'node.system-oom',
      'pod.node-oom-victim',
    ],
    followedBy: {
      detectors: ['pod.evicted'],
      problems: evictionsFor('memory'),
    },
    documentation: {
      speaks:
        'A node reports pressure of memory, or its kernel killed processes for the sake of the whole system. Pods that were evicted for it follow.',
      silent: 'Not named for a container that was killed at its own limit.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      ],
    },
  },
  {
    id: 'node-kernel-unfit',
    title: 'The node’s kernel does not offer what the program needs',
    toldBy: ['log.kernel-limit', 'log.kernel-module'],
    documentation: {
      speaks:
        'The log of a container that fails says that a setting of the kernel is too low, as of vm.max_map_count or inotify, or that a module of it is missing.',
      silent:
        'Limits of the container itself, such as of its memory, are no settings of the kernel.',
      sources: [
        'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
        'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
      ],
    },
  },
  {
    id: 'node-disk-full',
    title: 'A node is out of disk space',
    provedBy: [
      'node.disk-pressure',
      'node.image-gc-failing',
      'image.inspect-failed',
    ],
    isProof: ({ finding: { detector, evidence } }) =>
      detector !== 'image.inspect-failed' ||
      NO_SPACE.test(JSON.stringify(evidence)),
    followedBy: {
      detectors: ['pod.evicted', 'image.inspect-failed'],
      problems: evictionsFor('disk'),
    },
    documentation: {
      speaks:
        'A node reports pressure of disk, or its kubelet cannot free space or inspect images for lack of it. Pods that were evicted for it follow.',
      silent:
        'Not named for a pod that passed a limit of its own, nor for an image that cannot be unpacked for any other reason than lack of space.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      ],
    },
  },
];
