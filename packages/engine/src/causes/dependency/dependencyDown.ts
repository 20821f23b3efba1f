import { nameOf } from '../../detectors/shared/sightings';
import {
  Finding,
  ObjectReference,
  UnreadEvidence,
} from '../../findings/Finding';
import { referenceTo } from '../../findings/evidence';
import { referenceKey } from '../../findings/referenceKey';
import { KnownKinds } from '../../snapshot/objects';
import {
  Cause,
  CauseContext,
  HypothesisDraft,
  WeighedEvidence,
} from '../Cause';
import { reportOf } from '../causeOfRule';
import { failingContainers } from '../failingContainers';
import { precedes } from '../precedes';
import { SignatureMatch } from '../../signatures';
import { ContainerFailure } from '../reading/ContainerFailure';
import { hostsInCommand } from '../reading/hostsInCommand';
import { unhandledErrors } from '../reading/unhandledErrors';
import { unreadLog } from '../reading/unreadLog';
import { symptomDetectors } from '../symptomDetectors';
import { toldBy } from '../reading/told';

type Service = KnownKinds['Service'];

const CANNOT_REACH = [
  'log.connection-refused',
  'log.timeout',
  'log.dns-failure',
];

/** A container fails because of a Service that it needs. */
export const dependencyDown: Cause = {
  id: 'dependency-down',
  title: 'A dependency in the cluster is down',
  explains: failingContainers,
  documentation: {
    speaks:
      'A container that fails names, in its log or in its environment, a Service that has no ready endpoint, or one that has a problem of its own or stands before a workload with one. The log is better proof than the environment. Other consumers that fail too make it surer.',
    silent:
      'Refuted by a Service that has ready endpoints and no problem. Not named for a problem that began after the failure, nor for the workload’s own Service.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/',
      'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    ],
  },

  *assess(context) {
    const seen = new Set<string>();
    for (const needed of hostsOf(context)) {
      const { host, failure, isAbout } = needed;
      const target = context.services.resolve(host, failure.container.pod);
      if (target?.kind !== 'service' || target.lookup.state !== 'present')
        continue;
      const key = referenceKey(target.reference);
      if (seen.has(key)) continue;
      seen.add(key);
      const trouble = troubleOf(
        target.lookup.object,
        isAbout !== undefined,
        context,
      );
      if (trouble) yield hypothesis(needed, trouble, context);
    }
  },
};

interface Trouble {
  service: Service;
  workload: ObjectReference | undefined;
  problem: Finding | undefined;
  evidence: WeighedEvidence[];
}

interface Needed {
  host: string;
  failure: ContainerFailure;
  /** The lines of the log that may be about it. */
  isAbout?: (match: SignatureMatch) => boolean;
}

/** What the log says that it cannot reach. A line that does not say what, and a log that says nothing known or was not captured, leave what the configuration names. */
function* hostsOf(context: CauseContext): Iterable<Needed> {
  const { failures } = context;
  for (const failure of failures)
    for (const { host, signature } of failure.matches)
      if (host && CANNOT_REACH.includes(signature.id))
        yield { host, failure, isAbout: each => each.host === host };
  for (const failure of failures) {
    const matches = failure.matches.filter(
      ({ signature }) => !unhandledErrors.includes(signature.id),
    );
    if (!matches.every(each => isNameless(each, failure, context))) continue;
    for (const { host, service } of configuredHosts(failure, context)) {
      const isAbout = (each: SignatureMatch) =>
        isNameless(each, failure, context) && offers(service, each.port);
      if (failure.matches.length === 0) yield { host, failure };
      else if (matches.some(isAbout)) yield { host, failure, isAbout };
    }
  }
}

/** The line names no host, or an address that nothing has: of a Service that was made anew, or of a pod that is gone. */
function isNameless(
  { host, signature }: SignatureMatch,
  { container }: ContainerFailure,
  { services }: CauseContext,
) {
  const isUnknown =
    host === undefined ||
    (/^[\d.]+$/.test(host) && !services.resolve(host, container.pod));
  return isUnknown && CANNOT_REACH.includes(signature.id);
}

function configuredHosts(
  { container }: ContainerFailure,
  { services }: CauseContext,
) {
  return [
    ...services.referencesOf(container.pod, container.name),
    ...hostsInCommand(container),
  ].flatMap(({ host }) => {
    const target = services.resolve(host, container.pod);
    return target?.kind === 'service' && target.lookup.state === 'present'
      ? [{ host, service: target.lookup.object }]
      : [];
  });
}

function offers({ spec }: Service, port: number | undefined) {
  return (
    port === undefined ||
    (spec?.ports ?? []).some(
      each => each.port === port || each.targetPort === port,
    )
  );
}

function troubleOf(
  service: Service,
  isTold: boolean,
  context: CauseContext,
): Trouble | undefined {
  const { services, finding } = context;
  const workload = services.workloadBehind(service);
  // Peers of a cluster call each other through their own Service.
  if (workload && referenceKey(workload) === referenceKey(finding.subject))
    return undefined;
  const ofService = context.problemsOf(referenceTo(service));
  const problems = [
    ...(workload ? context.problemsOf(workload) : []),
    ...ofService,
  ].filter(each => precedes(each, finding));
  const problem =
    problems.find(each => !symptomDetectors.has(each.detector)) ?? problems[0];
  const unready = services.unready(service);
  if (unready) return { service, workload, problem, evidence: unready };
  if (!problem) return undefined;
  // Where something answers, a problem of what stands behind only coincides, as while a rollout is stuck and the old pods serve.
  const isServed = services.isServed(service) && !ofService.includes(problem);
  if (isServed && !isTold) return undefined;
  const evidence = isServed
    ? reportOf(problem).map(each => ({ ...each, as: 'correlation' as const }))
    : reportOf(problem);
  return { service, workload, problem, evidence };
}

function hypothesis(
  { failure, isAbout }: Needed,
  { service, workload, problem, evidence }: Trouble,
  context: CauseContext,
): HypothesisDraft {
  const { services } = context;
  const { pod, name } = failure.container;
  const subject = workload ?? referenceTo(service);
  const told = isAbout && toldBy([failure], CANNOT_REACH, isAbout);
  const missing: UnreadEvidence[] = isAbout ? [] : [unreadLog(failure)];
  return {
    subject,
    message: `Container ${failure.container.name} needs ${nameOf(referenceTo(service))}, which ${problem ? `is in trouble: ${problem.message}` : 'has no ready endpoint'}`,
    evidence: [
      ...(told?.evidence ?? []),
      ...evidence,
      ...services.written(pod, name, service.metadata),
      ...failingConsumers(service, context),
    ],
    missing,
    ...(problem ? { follows: problem } : {}),
  };
}

/** That every other workload which names the Service fails too. */
function failingConsumers(
  service: Service,
  { services, problemsOf, finding }: CauseContext,
): WeighedEvidence[] {
  const others = services
    .consumersOf(service)
    .filter(each => referenceKey(each) !== referenceKey(finding.subject));
  const failures = others.map(each =>
    problemsOf(each).find(({ detector }) =>
      failingContainers.includes(detector),
    ),
  );
  const [first] = failures;
  const [evidence] = first?.evidence ?? [];
  return evidence && failures.every(Boolean)
    ? [{ evidence, as: 'comparison' }]
    : [];
}
