import { dnsServers } from '../../detectors/dns/dnsServers';
import { referenceKey } from '../../findings/referenceKey';
import { CauseContext } from '../Cause';
import { toldBy } from '../reading/told';
import { problemsOfBackends } from './backends';
import { Upstream } from './Upstream';

/** What makes the servers themselves fail. */
const OF_SERVERS = ['dns.corefile-invalid', 'dns.forward-loop'];

export const DNS_DETECTORS: readonly string[] = [
  ...OF_SERVERS,
  'dns.service-down',
  'dns.degraded',
  'dns.corefile-overrides-cluster-name',
  'dns.upstream-failing',
  'dns.node-local-down',
];

/** Problems of the cluster's DNS: for containers whose log says that a name does not resolve, for the servers, and for the Service before them. */
export function* problemsOfDns(context: CauseContext): Iterable<Upstream> {
  const { finding, foundBy, failures } = context;
  if (DNS_DETECTORS.includes(finding.detector)) {
    if (!OF_SERVERS.includes(finding.detector))
      yield* problems(OF_SERVERS, context);
    yield* problemsOfBackends(context);
    return;
  }
  if (isServer(context)) {
    yield* problems(OF_SERVERS, context);
    return;
  }
  const told = toldBy(failures, ['log.dns-failure']);
  if (!told) return;
  for (const problem of foundBy(DNS_DETECTORS))
    if (problem.tier === 'problem') yield { problem, evidence: told.evidence };
}

function* problems(
  detectors: readonly string[],
  { foundBy }: CauseContext,
): Iterable<Upstream> {
  for (const problem of foundBy(detectors))
    if (problem.tier === 'problem') yield { problem };
}

function isServer(context: CauseContext) {
  const servers = dnsServers(context);
  const [pod] = servers?.pods ?? [];
  return (
    pod !== undefined &&
    referenceKey(context.graph.topOwner(pod)) ===
      referenceKey(context.finding.subject)
  );
}
