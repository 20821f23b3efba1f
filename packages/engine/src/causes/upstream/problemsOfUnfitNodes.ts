import { CauseContext } from '../Cause';
import { Upstream } from './Upstream';

const UNFIT = 'scheduling.only-unhealthy-nodes';
const LEFT_TAINT = 'node.taint-left-behind';

/** Taints left behind on nodes that would have room for the pods of a finding: it lists as a symptom that these nodes, by name, are not fit. */
export function* problemsOfUnfitNodes({
  finding,
  foundBy,
}: CauseContext): Iterable<Upstream> {
  const unfit =
    finding.detector === UNFIT
      ? [finding]
      : (finding.symptoms ?? []).filter(each => each.detector === UNFIT);
  const words = new Set(unfit.flatMap(each => each.message.split(/[^\w.-]+/)));
  for (const problem of foundBy([LEFT_TAINT]))
    if (words.has(problem.subject.name)) yield { problem };
}
