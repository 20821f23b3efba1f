import { Cause } from '../Cause';
import { failingContainers } from '../failingContainers';
import { toldBy } from '../reading/told';
import { failsOnlyThere } from './failsOnlyThere';

const CANNOT_REACH = ['log.timeout', 'log.dns-failure'];

export const nodeNetworkFault: Cause = {
  id: 'node-network-fault',
  title: 'The network of one node does not work',
  explains: failingContainers,
  documentation: {
    speaks:
      'Pods of at least two workloads fail on one node alone, their logs say that nothing answers or that names do not resolve, and their siblings on other nodes are well.',
    silent:
      'Not named for a refused connection, which somebody did answer, nor where no sibling on another node is well.',
    sources: [
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
    ],
  },

  *assess(context) {
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
