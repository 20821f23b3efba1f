import { minutes } from '../../snapshot/durations';
import { field } from '../../findings/evidence';
import { Finding } from '../../findings/Finding';
import { referenceKey } from '../../findings/referenceKey';
import { Cause, CauseContext } from '../Cause';
import { proof, reportOf } from '../causeOfRule';
import { OtherChange } from '../changes/OtherChange';
import { failingContainers } from '../failingContainers';
import { precedes } from '../precedes';
import { toldBy } from '../reading/told';

const PROVED_BY: readonly string[] = [
  'netpol.blocks-dependency',
  'netpol.blocks-dns',
  'netpol.uses-service-port',
  'netpol.named-port-unknown',
];
const OF_WORKLOADS = ['netpol.blocks-dependency', 'netpol.blocks-dns'];
const BLOCKED_DNS = 'netpol.blocks-dns';
const WINDOW = minutes(30);

export const networkPolicyBlocks: Cause = {
  id: 'network-policy-blocks',
  title: 'Network policies refuse a connection that is needed',
  explains: [...PROVED_BY, ...failingContainers],
  provedBy: PROVED_BY,
  changes: policyChanges,
  documentation: {
    speaks:
      'The policies that select a workload, or the pods behind a Service that it uses, let no connection through between them, or keep it from the cluster’s DNS; where a policy of the DNS servers’ own namespace does that, the policy is what is to be changed. A container of it that fails follows, and a log that tells of timeouts makes it surer, as does a policy that was made shortly before.',
    silent:
      'Not named while network policies, or those of other kinds that may allow the connection, were not read, nor where another program on the way refuses it.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    ],
  },

  *assess(context) {
    if (PROVED_BY.includes(context.finding.detector)) {
      const gatekeeper = policyOfServers(context.finding);
      yield {
        ...proof(context),
        ...(gatekeeper ? { subject: gatekeeper } : {}),
      };
      return;
    }
    for (const blocked of context.findingsOf(context.finding.subject)) {
      if (!OF_WORKLOADS.includes(blocked.detector)) continue;
      const told = toldBy(context.failures, signaturesOf(blocked), match =>
        isAbout(match.host, blocked),
      );
      if (!told || !precedes(blocked, context.finding)) continue;
      const gatekeeper = policyOfServers(blocked);
      yield {
        ...(gatekeeper ? { subject: gatekeeper } : {}),
        message: blocked.message,
        evidence: [...told.evidence, ...reportOf(blocked)],
        ...(blocked.tier === 'problem' ? { follows: blocked } : {}),
      };
      return;
    }
  },
};

/** The one policy of another namespace that keeps a workload from the cluster's DNS: it stands in the way of everybody. */
function policyOfServers({ detector, subject, evidence }: Finding) {
  if (detector !== BLOCKED_DNS) return undefined;
  const policies = new Map(
    evidence
      .filter(each => each.object.kind === 'NetworkPolicy')
      .map(each => [referenceKey(each.object), each.object]),
  );
  const [policy, ...others] = policies.values();
  return policy && others.length === 0 && policy.namespace !== subject.namespace
    ? policy
    : undefined;
}

function signaturesOf({ detector }: Finding) {
  return detector === BLOCKED_DNS
    ? ['log.dns-failure', 'log.timeout']
    : ['log.timeout', 'log.connection-refused'];
}

/** A policy that keeps pods from the DNS keeps them from every host. */
function isAbout(host: string | undefined, blocked: Finding) {
  if (blocked.detector === BLOCKED_DNS || host === undefined) return true;
  return JSON.stringify(blocked.evidence).toLowerCase().includes(host);
}

function* policyChanges({
  finding,
  findingsOf,
  snapshot,
}: CauseContext): Iterable<OtherChange> {
  const blocked = findingsOf(finding.subject).filter(each =>
    PROVED_BY.includes(each.detector),
  );
  const names = new Set(
    [finding, ...blocked]
      .flatMap(each => each.evidence)
      .flatMap(({ object: { kind, namespace, name } }) =>
        kind === 'NetworkPolicy' ? [`${namespace}/${name}`] : [],
      ),
  );
  for (const each of names) {
    const [namespace, name] = each.split('/');
    const policy = snapshot.get('NetworkPolicy', namespace, name);
    const at = policy?.metadata.creationTimestamp;
    if (policy && at)
      yield {
        at,
        evidence: field(policy, 'metadata.creationTimestamp', at),
        isRead: true,
        window: WINDOW,
      };
  }
}
