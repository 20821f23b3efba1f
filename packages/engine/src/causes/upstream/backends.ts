import { Finding, ObjectReference } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { CauseContext } from '../Cause';
import { failingContainers } from '../failingContainers';
import { symptomDetectors } from '../symptomDetectors';
import { Upstream } from './Upstream';

/** Known problems of the workloads behind the Services that a finding names: nothing answers there because of them. */
export function* problemsOfBackends({
  finding,
  services,
  snapshot,
  problemsOf,
}: CauseContext): Iterable<Upstream> {
  for (const { namespace, name } of servicesIn(finding)) {
    const service = snapshot.get('Service', namespace, name);
    const workload = service && services.workloadBehind(service);
    if (!service || !workload) continue;
    const evidence = [
      { evidence: field(service, 'spec.selector', service.spec?.selector) },
    ];
    for (const problem of problemsOf(workload))
      if (saysWhy(problem)) yield { problem, evidence, isOfAnyCause: true };
  }
}

/** A container that merely fails says no more than the Service without endpoints. */
function saysWhy({ detector }: Finding) {
  return (
    !symptomDetectors.has(detector) && !failingContainers.includes(detector)
  );
}

function servicesIn(
  finding: Finding,
): Pick<ObjectReference, 'namespace' | 'name'>[] {
  const { subject, evidence } = finding;
  return [subject, ...evidence.map(each => each.object)]
    .filter(each => each.kind === 'Service')
    .concat(
      evidence.flatMap(each =>
        each.type === 'field' && each.path.endsWith('clientConfig.service')
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
