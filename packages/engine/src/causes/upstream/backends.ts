import { Finding, ObjectReference } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { CauseContext } from '../Cause';
import { failingContainers } from '../failingContainers';
import { symptomDetectors } from '../symptomDetectors';
import { Upstream } from './Upstream';

/** The fields in which webhooks and aggregated APIs name the Service that the API server calls. */
const CALLED = /(?:^spec|clientConfig)\.service$/;

/** Known problems of the workloads behind the Services that a finding names: nothing answers there because of them. */
export function* problemsOfBackends({
  finding,
  services,
  snapshot,
  problemsOf,
  isExplained,
}: CauseContext): Iterable<Upstream> {
  for (const { namespace, name } of servicesIn(finding)) {
    const service = snapshot.get('Service', namespace, name);
    const workload = service && services.workloadBehind(service);
    if (!service || !workload) continue;
    const evidence = [
      { evidence: field(service, 'spec.selector', service.spec?.selector) },
    ];
    for (const problem of problemsOf(workload))
      if (saysWhy(problem, isExplained))
        yield { problem, evidence, isOfAnyCause: true };
  }
}

/** A container that fails for reasons unknown says no more than the Service without endpoints. */
function saysWhy(
  problem: Finding,
  isExplained: CauseContext['isExplained'],
): boolean {
  const { detector } = problem;
  if (symptomDetectors.has(detector)) return false;
  return !failingContainers.includes(detector) || isExplained(problem);
}

function servicesIn(
  finding: Finding,
): Pick<ObjectReference, 'namespace' | 'name'>[] {
  const { subject, evidence } = finding;
  return [subject, ...evidence.map(each => each.object)]
    .filter(each => each.kind === 'Service')
    .concat(
      evidence.flatMap(each =>
        each.type === 'field' && CALLED.test(each.path)
          ? referenceIn(each.value)
          : [],
      ),
    );
}

function referenceIn(value: unknown): ObjectReference[] {
  const { namespace, name } = (value ?? {}) as Record<string, unknown>;
  return typeof namespace === 'string' && typeof name === 'string'
    ? [{ kind: 'Service', namespace, name }]
    : [];
}
