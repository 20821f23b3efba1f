import { Cause, CauseContext, HypothesisDraft } from '../Cause';
import { proof } from '../causeOfRule';
import { failingContainers } from '../failingContainers';
import { toldBy } from '../reading/told';
import { failsOnlyThere } from './failsOnlyThere';
import { UNREACHED_REGISTRIES, pullsOnlyFailThere } from './pullsOnlyFailThere';

const CANNOT_REACH = ['log.timeout', 'log.dns-failure'];

export const nodeNetworkFault: Cause = {
  id: 'node-network-fault',
  title: 'The network of one node does not work',
  explains: [...UNREACHED_REGISTRIES, ...failingContainers],
  followers: UNREACHED_REGISTRIES,
  documentation: {
    speaks:
      'Pods of at least two workloads fail on one node alone, their logs say that nothing answers or that names do not resolve, and their siblings on other nodes are well. So does a node that alone resolves or reaches none of several registries, while pods with the same images were started elsewhere.',
    silent:
      'Not named for one registry, which may be down itself, for a refused connection, which somebody did answer, nor where no sibling on another node is well.',
    sources: [
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
    ],
  },

  *assess(context) {
    if (UNREACHED_REGISTRIES.includes(context.finding.detector)) {
      yield* unreachedRegistries(context);
      return;
    }
    const only = failsOnlyThere(context);
    const told = toldBy(context.failures, CANNOT_REACH);
    if (!only || !told || only.workloads.length < 2) return;
    yield {
      subject: only.node,
      message: `Pods of ${only.workloads.length} workloads on ${only.node.name} reach nothing, while their siblings on other nodes are well`,
      evidence: [
        ...told.evidence,
        ...only.evidence,
        { evidence: only.evidence[0].evidence, as: 'correlation' },
      ],
    };
  },
};

function* unreachedRegistries(
  context: CauseContext,
): Iterable<HypothesisDraft> {
  const there = pullsOnlyFailThere(context);
  if (!there) return;
  yield {
    subject: there.node,
    message: `${there.node.name} alone reaches none of ${there.registries.join(' and ')}, while other nodes have started pods with the same images`,
    evidence: [
      ...proof(context).evidence,
      ...there.evidence,
      { evidence: there.evidence[0].evidence, as: 'correlation' },
    ],
  };
}
