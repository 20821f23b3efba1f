import { CauseContext } from '../Cause';
import { Cause, HypothesisDraft } from '../Cause';
import { proof, reportOf } from '../causeOfRule';
import { failingContainers } from '../failingContainers';
import { precedes } from '../precedes';
import { tellsThat, toldBy } from '../reading/told';
import { failsOnlyThere } from './failsOnlyThere';
import { problemsOfNodes } from '../upstream/onNodes';
import { isRuntimeDiskAtFault } from './runtimeDisk';

const PROVED_BY: readonly string[] = [
  'node.rebooted',
  'node.kubelet-restarting',
  'pod.container-status-unknown',
  'pod.node-shutdown',
  'node.pid-pressure',
  'node.problem-condition',
  'node.flapping',
];
const FOLLOWERS: readonly string[] = ['pod.evicted'];
const NOT_MADE: readonly string[] = [
  'pod.container-start-error',
  'pod.container-create-error',
];

export const nodeFault: Cause = {
  id: 'node-fault',
  title: 'A node misbehaves',
  explains: [...PROVED_BY, ...FOLLOWERS, ...NOT_MADE, ...failingContainers],
  provedBy: PROVED_BY,
  followers: [...FOLLOWERS, ...NOT_MADE],
  documentation: {
    speaks:
      'A node reports a known fault: it was rebooted, its kubelet restarts, it runs out of processes or flaps, or its container runtime cannot write to its own disk. Pods that fail on that node alone, while their siblings elsewhere are well, follow from it; two independent workloads of which that is true point to the node even where it reports nothing.',
    silent:
      'Not named for a workload that has no healthy sibling on another node: then nothing distinguishes the node.',
    sources: [
      'https://kubernetes.io/docs/reference/node/node-status/',
      'https://kubernetes.io/docs/tasks/debug/debug-cluster/monitor-node-health/',
    ],
  },

  *assess(context) {
    const { detector } = context.finding;
    if (PROVED_BY.includes(detector)) {
      yield proof(context);
      return;
    }
    if (NOT_MADE.includes(detector)) {
      yield* runtimeAtFault(context);
      return;
    }
    const skewed = toldBy(context.failures, ['log.clock-skew']);
    if (skewed) yield { message: tellsThat(skewed), evidence: skewed.evidence };
    const only = failsOnlyThere(context);
    const known = problemOfNode(context);
    if (known && (only || FOLLOWERS.includes(detector)))
      yield {
        subject: known.subject,
        message: known.message,
        evidence: [...(only?.evidence ?? []), ...reportOf(known)],
        follows: known,
      };
    else if (only && only.workloads.length > 1) yield onlyThere(only);
  },
};

/** The runtime's refusal speaks of its own files. */
function* runtimeAtFault(context: CauseContext): Iterable<HypothesisDraft> {
  const { finding } = context;
  const name = finding.affected.find(each => each.node)?.node;
  if (!name || !isRuntimeDiskAtFault(finding)) return;
  const known = problemOfNode(context);
  yield {
    subject: known?.subject ?? { apiVersion: 'v1', kind: 'Node', name },
    message:
      known?.message ??
      `The container runtime of ${name} cannot write to its own disk`,
    evidence: [...proof(context).evidence, ...(known ? reportOf(known) : [])],
    ...(known ? { follows: known } : {}),
  };
}

function problemOfNode(context: CauseContext) {
  for (const { problem } of problemsOfNodes(context))
    if (
      PROVED_BY.includes(problem.detector) &&
      precedes(problem, context.finding)
    )
      return problem;
  return undefined;
}

function onlyThere({
  node,
  workloads,
  evidence,
}: NonNullable<ReturnType<typeof failsOnlyThere>>): HypothesisDraft {
  return {
    subject: node,
    message: `Pods of ${workloads.length} workloads fail on ${node.name} alone, while their siblings on other nodes are well`,
    evidence: [
      ...evidence,
      { evidence: evidence[0].evidence, as: 'correlation' },
    ],
  };
}
