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

/**
 * A container that died of its node's lack of memory, not of its own limit: it has none, and the node recorded an out-of-memory kill within a minute of its end.
 *
 * With a limit and without usage figures the two cannot be told apart; then this is silent.
 */
export const nodeOomVictim: Detector = {
  id: 'pod.node-oom-victim',
  title: 'Node ran out of memory and killed a container',
  tier: 'problem',
  kinds: ['Pod', 'Event'],
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
