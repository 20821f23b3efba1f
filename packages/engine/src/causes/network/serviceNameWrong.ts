import { nameOf } from '../../detectors/shared/sightings';
import { absence, field, unread } from '../../findings/evidence';
import {
  Cause,
  CauseContext,
  HypothesisDraft,
  WeighedEvidence,
} from '../Cause';
import { proof } from '../causeOfRule';
import { failingContainers } from '../failingContainers';
import { ContainerFailure } from '../reading/ContainerFailure';
import { nearbyServices } from '../../detectors/references/nearbyServices';
import { HostTarget } from '../reading/ServiceDirectory';
import { hostsInCommand } from '../reading/hostsInCommand';
import { toldBy } from '../reading/told';
import { unreadLog } from '../reading/unreadLog';

const PROVED_BY: readonly string[] = [
  'ref.service-missing',
  'ingress.backend-service-missing',
  'route.backend-missing',
  'istio.destination-host-missing',
  'sts.governing-service-missing',
  'service.external-name-invalid',
];

/** A Service that is gone can neither be resolved nor, by its old address, be reached. */
const CANNOT_REACH = [
  'log.dns-failure',
  'log.connection-refused',
  'log.timeout',
];
const MOST_NEARBY = 3;

/** Something refers to a Service that does not exist. */
export const serviceNameWrong: Cause = {
  id: 'service-name-wrong',
  title: 'The name of a Service is wrong: no such Service exists',
  explains: [...PROVED_BY, ...failingContainers],
  provedBy: PROVED_BY,
  touchedBy: ['configuration', 'command'],
  documentation: {
    speaks:
      'An Ingress, a route, a workload or a StatefulSet refers to a Service that a complete read shows not to exist, or a container’s log says that it cannot reach the name of one. Services with a similar name are shown.',
    silent:
      'Not named for names that the pod resolves by its own host aliases. Where Services were not read, the log alone does not suffice.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    ],
  },

  *assess(context) {
    if (PROVED_BY.includes(context.finding.detector)) {
      yield proof(context);
      return;
    }
    const named = new Set<string>();
    for (const failure of context.failures) {
      for (const { host } of failure.matches) {
        const target =
          host && context.services.resolve(host, failure.container.pod);
        if (!target || target.kind !== 'service' || named.has(host)) continue;
        named.add(host);
        if (target.lookup.state === 'present') continue;
        yield hypothesis(host, failure, target, context);
      }
      yield* absentInCommand(failure, named, context);
    }
  },
};

/** A command that waits for a Service by its full name waits in vain for one that does not exist, whether or not it says so. */
function* absentInCommand(
  failure: ContainerFailure,
  named: Set<string>,
  { services, snapshot }: CauseContext,
): Iterable<HypothesisDraft> {
  const { container } = failure;
  for (const { host, path } of hostsInCommand(container)) {
    const target = services.resolve(host, container.pod);
    if (target?.kind !== 'service' || named.has(host)) continue;
    named.add(host);
    if (target.lookup.state !== 'absent') continue;
    const { reference } = target;
    yield {
      message: `Container ${container.name} looks for ${host}, but ${nameOf(reference)} does not exist`,
      evidence: [
        { evidence: absence(reference), as: 'contradiction' },
        { evidence: field(container.pod, path, host) },
        ...near(reference, snapshot),
      ],
      missing: failure.source === 'log' ? [] : [unreadLog(failure)],
    };
  }
}

function near(
  reference: (HostTarget & { kind: 'service' })['reference'],
  snapshot: CauseContext['snapshot'],
): WeighedEvidence[] {
  return nearbyServices({ ...reference, form: 'full', ofPod: false }, snapshot)
    .slice(0, MOST_NEARBY)
    .map(each => ({
      evidence: field(each, 'metadata.name', each.metadata.name),
    }));
}

function hypothesis(
  host: string,
  failure: ContainerFailure,
  { reference, lookup }: HostTarget & { kind: 'service' },
  { services, snapshot }: CauseContext,
): HypothesisDraft {
  const told = toldBy([failure], CANNOT_REACH, each => each.host === host);
  const message = `Container ${failure.container.name} looks for ${host}, but ${nameOf(reference)} does not exist`;
  const { pod, name } = failure.container;
  const written = services.written(pod, name, reference);
  if (lookup.state === 'unknown')
    return {
      message,
      evidence: [...(told?.evidence ?? []), ...written],
      missing: [unread(reference, lookup.reason)],
    };
  return {
    message,
    evidence: [
      ...(told?.evidence ?? []),
      {
        evidence: absence(reference),
        ...(told ? { as: 'contradiction' as const } : {}),
      },
      ...written,
      ...near(reference, snapshot),
    ],
  };
}
