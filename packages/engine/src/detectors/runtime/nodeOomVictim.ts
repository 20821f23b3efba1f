import { eventEvidence, field, referenceTo } from '../../findings/evidence';
import { hours, within } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { containersOf, lastEnd } from '../shared/containers';
import {
  SIGKILL,
  isForLimit,
  memoryLimitOf,
  nodeOomEvents,
} from '../shared/oom';
import { troublesomePods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

/** Containers that died of their node’s lack of memory, not of a limit of their own. */
export const nodeOomVictim: Detector = {
  id: 'pod.node-oom-victim',
  title: 'Node ran out of memory and killed a container',
  tier: 'problem',
  kinds: ['Pod', 'Event'],
  documentation: {
    speaks:
      'A container without a memory limit was killed within the last hour, and its node recorded an out-of-memory kill within a minute of its end: the node, not the container, ran out of memory.',
    silent:
      'Containers with a memory limit: without figures of use, a kill at the limit and one by the node look the same.',
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#node-out-of-memory-behavior',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of troublesomePods(context)) {
    const node = snapshot.get('Node', undefined, pod.spec?.nodeName);
    for (const container of node ? containersOf(pod) : []) {
      const last = lastEnd(container);
      if (!node || last?.end.exitCode !== SIGKILL) continue;
      if (!within(snapshot, last.end.finishedAt, hours(1))) continue;
      if (memoryLimitOf(container)) continue;
      const event = nodeOomEvents(pod, last.end.finishedAt, context).find(
        each => !isForLimit(each),
      );
      if (!event) continue;

      const workload = nameOf(graph.topOwner(pod));
      yield {
        subject: referenceTo(node),
        key: workload,
        severity: 'high' as const,
        message: `Node ${node.metadata.name} ran out of memory and killed container ${container.name} of ${workload}, which has no memory limit`,
        evidence: [
          eventEvidence(event),
          field(pod, last.path, last.end),
          field(
            pod,
            `${container.specPath}.resources.limits.memory`,
            undefined,
          ),
        ],
        affected: affectedPod(pod, {
          container: container.name,
          since: last.end.finishedAt,
        }),
      };
    }
  }
}
