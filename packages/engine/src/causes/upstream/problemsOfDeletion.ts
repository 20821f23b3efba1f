import { CauseContext } from '../Cause';
import { Upstream } from './Upstream';

/** Problems of the aggregated APIs that the namespace controller says it cannot ask for what remains. */
export function* problemsOfDeletion({
  finding,
  foundBy,
}: CauseContext): Iterable<Upstream> {
  const said = finding.evidence.flatMap(each =>
    each.type === 'field' &&
    each.path.includes('conditions') &&
    typeof each.value === 'string'
      ? each.value
      : [],
  );
  for (const problem of foundBy(['apiservice.unavailable'])) {
    const [version, ...group] = problem.subject.name.split('.');
    const names = `${group.join('.')}/${version}`;
    if (said.some(each => each.includes(names)))
      yield { problem, isOfAnyCause: true };
  }
}
