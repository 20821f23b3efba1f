import { nameOf } from '../../detectors/shared/sightings';
import {
  Finding,
  ObjectReference,
  UnreadEvidence,
} from '../../findings/Finding';
import { referenceTo } from '../../findings/evidence';
import { referenceKey } from '../../incidents/FailureFlow';
import { classOf } from '../../incidents/confidence';
import { seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import {
  Cause,
  CauseContext,
  HypothesisDraft,
  WeighedEvidence,
} from '../Cause';
import { failingContainers } from '../failingContainers';
import { ContainerFailure } from '../reading/ContainerFailure';
import { unreadLog } from '../reading/unreadLog';
import { symptomDetectors } from '../symptomDetectors';
import { toldBy } from '../reading/told';

type Service = KnownKinds['Service'];

const CANNOT_REACH = [
  'log.connection-refused',
  'log.timeout',
  'log.dns-failure',
];
const TOLERANCE = seconds(60);

/**
 * A container fails because a Service that it needs has no ready endpoint, or because that Service or the workload behind it has a problem of its own.
 *
 * The log names the Service. A container whose log says nothing known may still be explained by a Service that its environment names, with less confidence.
 */
export const dependencyDown: Cause = {
  id: 'dependency-down',
  title: 'A dependency in the cluster is down',
  explains: failingContainers,

  *assess(context) {
    const seen = new Set<string>();
    for (const { host, failure, isTold } of hostsOf(context)) {
      const target = context.services.resolve(host, failure.container.pod);
      if (target?.kind !== 'service' || target.lookup.state !== 'present')
        continue;
      const key = referenceKey(target.reference);
      if (seen.has(key)) continue;
      seen.add(key);
      const trouble = troubleOf(target.lookup.object, context);
      if (trouble) yield hypothesis(host, failure, trouble, isTold, context);
    }
  },
};

interface Trouble {
  service: Service;
  workload: ObjectReference | undefined;
  problem: Finding | undefined;
  evidence: WeighedEvidence[];
}

function* hostsOf({ failures, services }: CauseContext) {
  for (const failure of failures)
    for (const { host, signature } of failure.matches)
      if (host && CANNOT_REACH.includes(signature.id))
        yield { host, failure, isTold: true };
  for (const failure of failures)
    if (failure.matches.length === 0)
      for (const { host } of services.referencesOf(
        failure.container.pod,
        failure.container.name,
      ))
        yield { host, failure, isTold: false };
}

function troubleOf(
  service: Service,
  context: CauseContext,
): Trouble | undefined {
  const { services, finding } = context;
  const workload = services.workloadBehind(service);
  // Peers of a cluster call each other through their own Service.
  if (workload && referenceKey(workload) === referenceKey(finding.subject))
    return undefined;
  const problems = [
    ...(workload ? context.problemsOf(workload) : []),
    ...context.problemsOf(referenceTo(service)),
  ].filter(each => precedes(each, finding));
  const problem =
    problems.find(each => !symptomDetectors.has(each.detector)) ?? problems[0];
  const evidence = services.unready(service) ?? provenBy(problem);
  return evidence.length > 0 || problem
    ? { service, workload, problem, evidence }
    : undefined;
}

function hypothesis(
  host: string,
  failure: ContainerFailure,
  { service, workload, problem, evidence }: Trouble,
  isTold: boolean,
  { services }: CauseContext,
): HypothesisDraft {
  const { pod, name } = failure.container;
  const subject = workload ?? referenceTo(service);
  const told = toldBy([failure], CANNOT_REACH, each => each.host === host);
  const missing: UnreadEvidence[] = isTold ? [] : [unreadLog(failure)];
  return {
    subject,
    message: `Container ${failure.container.name} needs ${nameOf(referenceTo(service))}, which ${problem ? `is in trouble: ${problem.message}` : 'has no ready endpoint'}`,
    evidence: [
      ...(told?.evidence ?? []),
      ...evidence,
      ...services.written(pod, name, service.metadata),
    ],
    missing,
    ...(problem ? { follows: problem } : {}),
  };
}

function provenBy(problem: Finding | undefined): WeighedEvidence[] {
  return (problem?.evidence ?? []).slice(0, 2).map(evidence => ({
    evidence,
    // Whatever proves the problem there is, for the one who depends on it, no more than a report.
    ...(classOf(evidence) ? { as: 'status' as const } : {}),
  }));
}

function precedes(cause: Finding, symptom: Finding) {
  if (!cause.since || !symptom.since) return true;
  return Date.parse(cause.since) <= Date.parse(symptom.since) + TOLERANCE;
}
