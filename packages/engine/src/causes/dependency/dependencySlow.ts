import { nameOf } from '../../detectors/shared/sightings';
import { referenceTo } from '../../findings/evidence';
import { referenceKey } from '../../findings/referenceKey';
import { Cause, CauseContext } from '../Cause';
import { failingContainers } from '../failingContainers';
import { precedes } from '../precedes';
import { toldBy } from '../reading/told';

/** Findings that say that a workload has too little to answer in time. */
const OVERLOADED: readonly string[] = [
  'hpa.at-max',
  'pod.oom-recovered',
  'probe.timeout',
];

export const dependencySlow: Cause = {
  id: 'dependency-slow',
  title: 'A dependency in the cluster answers too slowly',
  explains: failingContainers,
  documentation: {
    speaks:
      'The log of a container says that it waited in vain for a Service which has ready endpoints, and the workload behind that Service, or its autoscaler, shows that it is overloaded: probes that time out, an autoscaler at its maximum, a container that was killed for its memory.',
    silent:
      'Never more than likely without measurements. A Service without a ready endpoint is down, not slow.',
    sources: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    ],
  },

  *assess(context) {
    const [pod] = context.failures.map(each => each.container.pod);
    const told = toldBy(
      context.failures,
      ['log.timeout'],
      ({ host }) =>
        host !== undefined && serviceOf(host, context) !== undefined,
    );
    const service =
      told?.match.host && pod ? serviceOf(told.match.host, context) : undefined;
    const workload = service && context.services.workloadBehind(service);
    if (!told || !service || !workload) return;
    const overload = overloadOf(workload, context);
    if (!overload) return;
    yield {
      subject: workload,
      message: `Container ${told.failure.container.name} waits in vain for ${nameOf(referenceTo(service))}, and ${nameOf(workload)} is overloaded: ${overload.message}`,
      evidence: [
        ...told.evidence,
        ...overload.evidence
          .slice(0, 2)
          .map(evidence => ({ evidence, as: 'correlation' as const })),
      ],
      ...(overload.tier === 'problem' ? { follows: overload } : {}),
    };
  },
};

function serviceOf(host: string, { services, failures }: CauseContext) {
  const target = services.resolve(host, failures[0].container.pod);
  if (target?.kind !== 'service' || target.lookup.state !== 'present')
    return undefined;
  const service = target.lookup.object;
  return services.unready(service) ? undefined : service;
}

function overloadOf(
  workload: ReturnType<typeof referenceTo>,
  { finding, findingsOf, foundBy, snapshot }: CauseContext,
) {
  if (referenceKey(workload) === referenceKey(finding.subject))
    return undefined;
  const ofScalers = foundBy(['hpa.at-max']).filter(({ subject }) => {
    const target = snapshot.get(
      'HorizontalPodAutoscaler',
      subject.namespace,
      subject.name,
    )?.spec?.scaleTargetRef;
    return (
      subject.namespace === workload.namespace &&
      target?.kind === workload.kind &&
      target.name === workload.name
    );
  });
  return [...findingsOf(workload), ...ofScalers].find(
    each => OVERLOADED.includes(each.detector) && precedes(each, finding),
  );
}
