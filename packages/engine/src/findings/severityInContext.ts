import { DetectionContext } from '../detectors/Detector';
import { lacksReadyEndpoints } from '../detectors/shared/readyEndpoints';
import { usersOfService } from '../detectors/shared/usersOfService';
import { podTemplateOf, TEMPLATED_KINDS, Workload } from '../graph/workloads';
import { KnownKinds } from '../snapshot/objects';
import { Finding, SEVERITIES, Severity } from './Finding';

type Judged = Pick<Finding, 'severity' | 'subject' | 'tier'>;
type Service = KnownKinds['Service'];

/** From this share of a workload's pods on, those that are left carry it. */
const ENOUGH = 0.75;

/**
 * The severity of a problem of a workload or a Service in its surroundings, one step from its own at most: worse where a Service that an Ingress or another workload
 * relies on has nothing left behind it, milder where three quarters of the pods are available and no Service is empty.
 */
export function severityInContext(
  finding: Judged,
  context: DetectionContext,
): Severity {
  const { severity, subject, tier } = finding;
  if (tier !== 'problem' || severity === 'info') return severity;
  const workload = workloadOf(finding, context);
  const services = workload
    ? servicesSelecting(workload, context)
    : serviceOf(finding, context);
  const empty = services.filter(each =>
    lacksReadyEndpoints(each, undefined, 0, context),
  );
  const isMissed = empty.some(({ metadata }) =>
    usersOfService(metadata.namespace, metadata.name, context).some(
      ({ user }) => user.kind !== subject.kind || user.name !== subject.name,
    ),
  );
  if (isMissed) return step(severity, -1);
  return workload && empty.length === 0 && isCarried(workload)
    ? step(severity, 1)
    : severity;
}

/** Stays a word of its own: a problem never becomes mere information. */
function step(severity: Severity, by: 1 | -1): Severity {
  const index = SEVERITIES.indexOf(severity) + by;
  const mildest = SEVERITIES.indexOf('low');
  return SEVERITIES[Math.min(Math.max(index, 0), mildest)];
}

function workloadOf(
  { subject: { kind, namespace, name } }: Judged,
  { snapshot }: DetectionContext,
): Workload | undefined {
  return TEMPLATED_KINDS.some(each => each === kind)
    ? (snapshot.get(kind, namespace, name) as Workload | undefined)
    : undefined;
}

function serviceOf(
  { subject: { kind, namespace, name } }: Judged,
  { snapshot }: DetectionContext,
): Service[] {
  const service =
    kind === 'Service' ? snapshot.get('Service', namespace, name) : undefined;
  return service ? [service] : [];
}

function servicesSelecting(
  workload: Workload,
  { graph }: DetectionContext,
): readonly Service[] {
  const labels = podTemplateOf(workload)?.template.metadata?.labels;
  return graph.servicesSelectingLabels(workload.metadata.namespace, labels);
}

function isCarried({ kind, spec, status }: Workload) {
  const [available, desired] =
    kind === 'DaemonSet'
      ? daemonsOf(status as KnownKinds['DaemonSet']['status'])
      : [
          (status as KnownKinds['Deployment']['status'])?.availableReplicas,
          (spec as KnownKinds['Deployment']['spec'])?.replicas,
        ];
  return Boolean(desired) && (available ?? 0) >= desired! * ENOUGH;
}

function daemonsOf(status: KnownKinds['DaemonSet']['status']) {
  return [status?.numberAvailable, status?.desiredNumberScheduled];
}
