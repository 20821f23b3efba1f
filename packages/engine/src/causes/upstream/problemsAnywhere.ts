import { CauseContext } from '../Cause';
import { Upstream } from './Upstream';

/** Problems that one of these detectors found anywhere in the cluster. */
export function problemsAnywhere(...detectors: string[]) {
  return function* problems(context: CauseContext): Iterable<Upstream> {
    for (const problem of context.foundBy(detectors))
      if (problem.tier === 'problem') yield { problem };
  };
}
