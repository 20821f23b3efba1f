import { CauseContext } from '../Cause';
import { toldBy } from '../reading/told';
import { Upstream } from './Upstream';

/** Problems that one of these detectors found anywhere in the cluster, for a container whose log tells of one of the signatures. */
export function problemsTold(
  detectors: readonly string[],
  signatures: readonly string[],
) {
  return function* problems(context: CauseContext): Iterable<Upstream> {
    const told = toldBy(context.failures, signatures);
    if (!told) return;
    for (const problem of context.foundBy(detectors))
      if (problem.tier === 'problem')
        yield { problem, evidence: told.evidence };
  };
}

/** Problems that one of these detectors found anywhere in the cluster. */
export function problemsAnywhere(...detectors: string[]) {
  return function* problems(context: CauseContext): Iterable<Upstream> {
    for (const problem of context.foundBy(detectors))
      if (problem.tier === 'problem') yield { problem };
  };
}
