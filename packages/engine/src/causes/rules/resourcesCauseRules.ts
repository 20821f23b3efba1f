import { CauseRule } from '../CauseRule';
import { failingContainers } from '../failingContainers';

export const resourcesCauseRules: readonly CauseRule[] = [
  {
    id: 'memory-limit-too-low',
    title: 'The container needs more memory than its limit',
    provedBy: ['pod.oom-killed', 'pod.oom-at-start'],
    toldBy: ['log.oom-native'],
    touchedBy: ['lowerMemory'],
  },
  {
    id: 'heap-too-small',
    title: 'The program’s own heap is too small for its work',
    toldBy: ['log.jvm-heap', 'log.node-heap'],
    explains: [...failingContainers, 'pod.oom-killed'],
    touchedBy: ['lowerMemory', 'configuration', 'command'],
  },
  {
    id: 'ephemeral-limit-hit',
    title: 'The pods use more local storage than they may',
    provedBy: ['pod.ephemeral-storage-exceeded'],
  },
];
