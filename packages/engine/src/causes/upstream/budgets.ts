import { CauseContext } from '../Cause';
import { Upstream } from './Upstream';

/** Problems of the disruption budgets that keep the pods of a drained node: the finding's key names them. */
export function* problemsOfBudgets({
  finding,
  problemsOf,
}: CauseContext): Iterable<Upstream> {
  for (const budget of finding.key?.split(',') ?? []) {
    const [namespace, name] = budget.split('/');
    if (!name) continue;
    const reference = { kind: 'PodDisruptionBudget', namespace, name };
    for (const problem of problemsOf(reference)) yield { problem };
  }
}
