import { CauseContext } from '../Cause';
import { toldBy } from '../reading/told';
import { problemsOfNodes } from './onNodes';
import { Upstream } from './Upstream';

const CANNOT_REACH = ['log.timeout', 'log.connection-refused'];

/** Problems of the service proxy on the nodes of containers that reach nothing, or of its configuration for the whole cluster. */
export function* problemsOfProxy(context: CauseContext): Iterable<Upstream> {
  const told = toldBy(context.failures, CANNOT_REACH);
  if (!told) return;
  for (const { problem, evidence = [] } of problemsOfNodes(context))
    yield { problem, evidence: [...told.evidence, ...evidence] };
  for (const problem of context.foundBy(['controlplane.kube-proxy-config']))
    if (problem.tier === 'problem') yield { problem, evidence: told.evidence };
}
