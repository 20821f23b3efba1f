import { memoryLimitOf } from '../../detectors/shared/oom';
import { CauseRule } from '../CauseRule';
import { failingContainers } from '../failingContainers';
import { ContainerFailure } from '../reading/ContainerFailure';

export const resourcesCauseRules: readonly CauseRule[] = [
  {
    id: 'memory-limit-too-low',
    title: 'The container needs more memory than its limit',
    provedBy: ['pod.oom-killed', 'pod.oom-at-start', 'pod.oom-recovered'],
    toldBy: ['log.oom-native', 'log.worker-killed'],
    mayTell: failure =>
      Boolean(memoryLimitOf(failure.container)) && !hasTimedOut(failure),
    touchedBy: ['lowerMemory'],
    documentation: {
      speaks:
        'The container was killed at its own memory limit, or could not even start within it, or its log says that it was refused memory or lost processes of its own to the kernel: of the processes of a container the kernel kills any, and where that is not the first one the container lives on. A limit that was lowered or set shortly before makes it surer.',
      silent:
        'A log tells nothing of a container without a limit, nor of one whose master kills workers that did not answer in time. Not named where the node ran out of memory while the container was within its limit. Slow growth over days cannot be told from a snapshot: a leak looks the same.',
      sources: [
        'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
        'https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files',
      ],
    },
  },
  {
    id: 'heap-too-small',
    title: 'The program’s own heap is too small for its work',
    provedBy: ['resources.jvm-heap-vs-limit'],
    toldBy: ['log.jvm-heap', 'log.node-heap'],
    explains: [...failingContainers, 'pod.oom-killed'],
    touchedBy: ['lowerMemory', 'configuration', 'command'],
    documentation: {
      speaks:
        'The program’s log says that its own heap is exhausted, as those of Java and Node.js do.',
      silent:
        'Not named for a container that was killed without such a line: then the limit is what it met.',
    },
  },
  {
    id: 'ephemeral-limit-hit',
    title: 'The pods use more local storage than they may',
    provedBy: ['pod.ephemeral-storage-exceeded'],
    documentation: {
      speaks:
        'The kubelet evicted the pods and says which container, or which emptyDir, passed its own limit of local storage.',
      silent:
        'Not named when the eviction speaks of the node’s pressure instead.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/ephemeral-storage/',
      ],
    },
  },
];

/** Masters such as Gunicorn's kill with the same signal, and the same words, what did not answer them in time. */
function hasTimedOut({ lines }: ContainerFailure) {
  return lines.some(each => /worker timeout/i.test(each.slice(0, 2_000)));
}
