import { Finding } from '../../findings/Finding';
import { referenceKey } from '../../findings/referenceKey';
import { CauseContext } from '../Cause';
import { Upstream } from './Upstream';

/** Whether one finding may follow from another that is about its pods. */
type Fits = (problem: Finding, finding: Finding) => boolean;

/** Problems that some detectors found and that affect every pod which the finding affects. */
export function problemsOfSamePods(
  detectors: readonly string[],
  fits: Fits = () => true,
) {
  return function* problems({
    finding,
    foundBy,
  }: CauseContext): Iterable<Upstream> {
    const pods = podsOf(finding);
    if (pods.length === 0) return;
    for (const problem of foundBy(detectors)) {
      if (problem.id === finding.id || problem.tier !== 'problem') continue;
      const others = new Set(podsOf(problem));
      if (pods.every(each => others.has(each)) && fits(problem, finding))
        yield { problem, isOfAnyCause: true };
    }
  };
}

function podsOf({ affected }: Finding): string[] {
  return affected.flatMap(each =>
    each.kind === 'Pod' ? [referenceKey(each)] : [],
  );
}
