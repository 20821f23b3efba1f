import { append } from '../../append';
import { Evidence } from '../../findings/Finding';
import { field, logEvidence } from '../../findings/evidence';
import { hours, within } from '../../snapshot/durations';
import { matchSignatures } from '../../signatures';
import { dependencySignatures } from '../../signatures/dependencySignatures';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import {
  containersOf,
  declaredContainers,
  lastEnd,
} from '../shared/containers';
import { activePods, isReady, notReadySince } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { dnsServers } from './dnsServers';

type Pod = KnownKinds['Pod'];

/** Less is a blip. */
const FEWEST_FAILURES = 5;

export const dnsLogs = detectorFamily({
  rows: [
    {
      id: 'dns.forward-loop',
      title: 'Cluster DNS asks itself',
      documentation: {
        speaks:
          'A pod of cluster DNS that is not ready, or was restarted within the hour, logs that its loop plugin found its own question: it forwards to a server that asks it again, mostly because the node’s resolver is a local cache.',
        sources: ['https://coredns.io/plugins/loop/'],
      },
    },
    {
      id: 'dns.upstream-failing',
      title: 'Servers behind cluster DNS do not answer',
      documentation: {
        speaks:
          'Cluster DNS logs five or more failures to ask the same server for names outside of the cluster. A problem where a program that is not well logs that it cannot resolve such a name, else a risk: the lines carry no time and may be old.',
        silent: 'Silent where names of the cluster fail alike.',
        sources: ['https://coredns.io/plugins/errors/'],
      },
    },
  ],
  tier: 'problem',
  kinds: ['Service', 'Pod'],

  *read(context) {
    const servers = dnsServers(context);
    if (!servers) return;
    yield* groupSightings(
      servers.pods.flatMap(pod => loopOf(pod, context) ?? []),
    );
    yield* failingUpstreams(servers.pods, context);
  },
});

const LOOP = /plugin\/loop: Loop .{1,200} detected/;

function loopOf(pod: Pod, context: DetectionContext) {
  const { graph } = context;
  if (isReady(pod) && !wasRestarted(pod, context)) return undefined;
  for (const { container, line } of linesOf(pod, context)) {
    if (!LOOP.test(line)) continue;
    const subject = graph.topOwner(pod);
    return {
      detector: 'dns.forward-loop',
      subject,
      severity: 'high' as const,
      message: `${nameOf(subject)} forwards names to a server that asks it in turn`,
      evidence: [logEvidence(pod, container, [line]), ...endOf(pod, container)],
      affected: affectedPod(pod, { container, since: notReadySince(pod) }),
    };
  }
  return undefined;
}

/** `plugin/errors: 2 example.org. A: read udp 10.244.0.2:39451->192.0.2.53:53: i/o timeout` */
const FAILURE =
  /plugin\/errors: -?\d{1,5} (\S{1,255}) [A-Z]{1,10}: (?:(?:read|write|dial) \S{1,10} \S{1,100}->|dial \S{1,10} )(\S{1,100}?):\d{1,5}: (.{1,200})/;

function* failingUpstreams(
  servers: readonly Pod[],
  context: DetectionContext,
): Iterable<FamilyDraft> {
  const byUpstream = new Map<
    string,
    { pod: Pod; container: string; line: string }[]
  >();
  for (const pod of servers) {
    for (const { container, line } of linesOf(pod, context)) {
      const [, name, upstream] = FAILURE.exec(line) ?? [];
      if (!upstream || isOfCluster(name)) continue;
      append(byUpstream, upstream, { pod, container, line });
    }
  }
  for (const [upstream, failures] of byUpstream) {
    if (failures.length < FEWEST_FAILURES) continue;
    const [{ pod, container }] = failures;
    const told = externalNamesFailing(context);
    yield {
      detector: 'dns.upstream-failing',
      subject: context.graph.topOwner(pod),
      key: upstream,
      tier: told ? 'problem' : 'risk',
      severity: told ? 'high' : 'medium',
      message: `${upstream}, which cluster DNS asks for names outside of the cluster, does not answer`,
      evidence: [
        logEvidence(
          pod,
          container,
          failures.filter(each => each.pod === pod).map(each => each.line),
          3,
        ),
        ...(told ? [told] : []),
      ],
    };
  }
}

function isOfCluster(name: string) {
  return /\.svc\.[^.]+\.[^.]+\.?$|\.cluster\.local\.?$/.test(name);
}

const DNS_FAILURE = dependencySignatures.filter(
  each => each.id === 'log.dns-failure',
);

/** What a program that is not well says of a name outside of the cluster that it cannot resolve. */
function externalNamesFailing(context: DetectionContext): Evidence | undefined {
  for (const pod of activePods(context)) {
    if (isReady(pod) && !wasRestarted(pod, context)) continue;
    for (const { container, line } of linesOf(pod, context)) {
      const [match] = matchSignatures([line], DNS_FAILURE);
      const host = match?.host;
      if (host?.includes('.') && !host.includes('.svc') && !isOfCluster(host))
        return logEvidence(pod, container, [line]);
    }
  }
  return undefined;
}

function* linesOf(pod: Pod, { snapshot }: DetectionContext) {
  const { namespace, name } = pod.metadata;
  for (const { container } of declaredContainers(pod))
    for (const line of snapshot.logs(namespace, name, container.name) ?? [])
      yield { container: container.name, line };
}

function wasRestarted(pod: Pod, { snapshot }: DetectionContext) {
  return within(snapshot, lastEndOf(pod), hours(1));
}

function lastEndOf(pod: Pod) {
  return containersOf(pod)
    .flatMap(each => lastEnd(each)?.end.finishedAt ?? [])
    .sort((a, b) => Date.parse(b) - Date.parse(a))[0];
}

function endOf(pod: Pod, name: string): Evidence[] {
  const container = containersOf(pod).find(each => each.name === name);
  const last = container && lastEnd(container);
  return last ? [field(pod, last.path, last.end)] : [];
}
