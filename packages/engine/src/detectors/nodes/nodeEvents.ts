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
  /** An event after which it was to be expected. */
  announcedBy?: string;
  /** What makes another fault of the same kind a new one. */
  key?: (node: KnownKinds['Node']) => string | undefined;
  /** Which of the events say so; all unless given. */
  counts?: (event: KnownKinds['Event']) => boolean;
}

/** The kubelet says "Attempting to reclaim" and what. */
const NOT_DISK = /reclaim (?:memory|pids)\b/i;

const ROWS: readonly EventRow[] = [
  {
    id: 'node.flapping',
    title: 'Node keeps losing readiness',
    documentation: {
      speaks:
        'Events of the last hour count at least three losses of readiness.',
    },
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
    documentation: {
      speaks:
        'Events of the last hour count at least three starts of the kubelet.',
    },
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
    documentation: {
      speaks:
        'An event of the last 15 minutes says that the kubelet could not remove images or containers, or that it has begun to evict pods for want of disk space.',
      silent:
        'Evictions for want of memory or process ids, and nodes whose container runtime does not answer, without which nothing can be removed.',
    },
    reasons: [
      'ImageGCFailed',
      'FreeDiskSpaceFailed',
      'ContainerGCFailed',
      'EvictionThresholdMet',
    ],
    count: 1,
    window: minutes(15),
    severity: 'medium',
    explainedBy: [
      'node.disk-pressure',
      'node.runtime-down',
      'node.not-ready',
      'node.unreachable',
    ],
    say: node => `${node} runs short and cannot free enough`,
    counts: ({ reason, message = '' }) =>
      reason !== 'EvictionThresholdMet' || !NOT_DISK.test(message),
  },
  {
    id: 'node.system-oom',
    title: 'Node ran out of memory',
    documentation: {
      speaks:
        'An event of the last hour says that the kernel killed a process of the node for want of memory.',
      silent: 'Processes that ended at the limit of their own container.',
    },
    reasons: ['SystemOOM', 'OOMKilling'],
    count: 1,
    window: hours(1),
    severity: 'high',
    explainedBy: ['pod.node-oom-victim', 'node.memory-pressure'],
    say: node =>
      `The kernel of ${node} has killed processes for want of memory`,
    counts: event => !isForLimit(event),
  },
  {
    id: 'node.rebooted',
    title: 'Node was rebooted',
    tier: 'risk',
    documentation: {
      speaks:
        'An event of the last hour says that the node was rebooted, and none says that it was cordoned before.',
      silent: 'Reboots of nodes that were cordoned first, as for maintenance.',
    },
    reasons: ['Rebooted'],
    count: 1,
    window: hours(1),
    severity: 'low',
    explainedBy: ['node.not-ready', 'node.unreachable'],
    say: node => `${node} was rebooted`,
    key: node => node.status?.nodeInfo?.bootID,
    announcedBy: 'NodeNotSchedulable',
  },
];

/** What only events tell about nodes; they live for about an hour. */
export const nodeEvents = detectorFamily({
  rows: ROWS,
  tier: 'problem',
  kinds: ['Node', 'Event'],
  documentation: {
    sources: [
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/events/event.go',
    ],
  },

  *read({ snapshot, graph }) {
    const isAnnounced = (node: KnownKinds['Node'], row: EventRow) =>
      row.announcedBy !== undefined &&
      graph.eventsOf(node, { reasons: [row.announcedBy] }).length > 0;
    for (const node of snapshot.all('Node')) {
      if (node.metadata.deletionTimestamp) continue;
      for (const row of ROWS) {
        const { id, count, severity, say, counts = () => true } = row;
        const events = graph
          .eventsOf(node, { reasons: row.reasons, within: row.window })
          .filter(counts);
        const total = events.reduce((sum, each) => sum + eventCount(each), 0);
        if (total < count || isAnnounced(node, row)) continue;
        const { message } = events[0];
        const key = row.key?.(node);
        yield {
          detector: id,
          subject: referenceTo(node),
          ...(key ? { key } : {}),
          severity,
          message: `${say(node.metadata.name, total)}${message && count === 1 ? `: ${message}` : ''}`,
          evidence: events.slice(0, 3).map(eventEvidence),
        };
      }
    }
  },
});
