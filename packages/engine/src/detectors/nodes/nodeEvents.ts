import { Severity } from '../../findings/Finding';
import { eventEvidence, referenceTo } from '../../findings/evidence';
import { hours, minutes } from '../../snapshot/durations';
import { eventCount } from '../../snapshot/events';
import { KnownKinds } from '../../snapshot/objects';
import { isForLimit } from '../shared/oom';
import { FamilyRow, detectorFamily } from '../detectorFamily';

interface EventRow extends FamilyRow {
  reasons: readonly string[];
  /** How often within the window, in milliseconds. */
  count: number;
  window: number;
  severity: Severity;
  say: (node: string, count: number) => string;
  /** Which of the events say so; all unless given. */
  counts?: (event: KnownKinds['Event']) => boolean;
}

const ROWS: readonly EventRow[] = [
  {
    id: 'node.flapping',
    title: 'Node keeps losing readiness',
    reasons: ['NodeNotReady'],
    count: 3,
    window: hours(1),
    severity: 'high',
    explainedBy: ['node.not-ready', 'node.unreachable'],
    say: (node, count) =>
      `${node} has lost readiness ${count} times in an hour`,
  },
  {
    id: 'node.kubelet-restarting',
    title: 'Kubelet keeps restarting',
    reasons: ['Starting'],
    count: 3,
    window: hours(1),
    severity: 'medium',
    say: (node, count) =>
      `The kubelet of ${node} has started ${count} times in an hour`,
    // kube-proxy reports its own start on the node under the same reason.
    counts: ({ source, reportingComponent }) =>
      source?.component === 'kubelet' || reportingComponent === 'kubelet',
  },
  {
    id: 'node.image-gc-failing',
    title: 'Node cannot free disk space',
    reasons: [
      'ImageGCFailed',
      'FreeDiskSpaceFailed',
      'ContainerGCFailed',
      'EvictionThresholdMet',
    ],
    count: 1,
    window: minutes(15),
    severity: 'medium',
    explainedBy: ['node.disk-pressure'],
    say: node => `${node} runs short and cannot free enough`,
  },
  {
    id: 'node.system-oom',
    title: 'Node ran out of memory',
    reasons: ['SystemOOM', 'OOMKilling'],
    count: 1,
    window: hours(1),
    severity: 'high',
    explainedBy: ['pod.node-oom-victim', 'node.memory-pressure'],
    say: node =>
      `The kernel of ${node} has killed processes for want of memory`,
    counts: event => !isForLimit(event),
  },
];

/** What only events tell about nodes. */
export const nodeEvents = detectorFamily({
  rows: ROWS,
  tier: 'problem',
  kinds: ['Node', 'Event'],

  *read({ snapshot, graph }) {
    for (const node of snapshot.all('Node')) {
      if (node.metadata.deletionTimestamp) continue;
      for (const row of ROWS) {
        const { id, count, severity, say, counts = () => true } = row;
        const events = graph
          .eventsOf(node, { reasons: row.reasons, within: row.window })
          .filter(counts);
        const total = events.reduce((sum, each) => sum + eventCount(each), 0);
        if (total < count) continue;
        const { message } = events[0];
        yield {
          detector: id,
          subject: referenceTo(node),
          severity,
          message: `${say(node.metadata.name, total)}${message && count === 1 ? `: ${message}` : ''}`,
          evidence: events.slice(0, 3).map(eventEvidence),
        };
      }
    }
  },
});
