import { field, referenceTo } from '../../findings/evidence';
import {
  Condition,
  conditionOf,
  statusIsCurrent,
} from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { FamilyDraft, detectorFamily } from '../detectorFamily';

type Budget = KnownKinds['PodDisruptionBudget'];

const SYNC_GRACE = minutes(2);
const SHORT_GRACE = minutes(10);

/**
 * Disruption budgets that refuse evictions now: their controller cannot work them out, or too few pods are healthy.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export const disruptionBudgets = detectorFamily({
  rows: [
    {
      id: 'pdb.sync-failed',
      title: 'Disruption budget cannot be worked out',
    },
    {
      id: 'pdb.no-disruptions-left',
      title: 'Disruption budget lets no pod go',
    },
  ],
  tier: 'problem',
  kinds: ['PodDisruptionBudget'],

  *read({ snapshot }) {
    for (const budget of snapshot.all('PodDisruptionBudget')) {
      const condition = conditionOf(budget, 'DisruptionAllowed');
      if (budget.metadata.deletionTimestamp || !statusIsCurrent(budget))
        continue;
      if (condition?.status !== 'False') continue;
      const isOlderThan = (grace: number) =>
        olderThan(snapshot, condition.lastTransitionTime, grace);
      if (condition.reason === 'SyncFailed' && isOlderThan(SYNC_GRACE))
        yield syncFailed(budget, condition);
      if (condition.reason === 'InsufficientPods' && isOlderThan(SHORT_GRACE))
        yield* tooFewHealthy(budget, condition);
    }
  },
});

function syncFailed(budget: Budget, condition: Condition): FamilyDraft {
  return {
    detector: 'pdb.sync-failed',
    subject: referenceTo(budget),
    severity: 'medium',
    message: `The controller cannot work out how many pods may go: ${condition.message ?? 'no reason given'}`,
    evidence: [
      field(
        budget,
        'status.conditions[DisruptionAllowed].message',
        condition.message,
      ),
    ],
    since: condition.lastTransitionTime,
  };
}

/** A budget that would let no pod go even if all were healthy is a matter of its own. */
function* tooFewHealthy(
  budget: Budget,
  condition: Condition,
): Iterable<FamilyDraft> {
  const { currentHealthy, desiredHealthy, expectedPods } = budget.status ?? {};
  if (currentHealthy === undefined || desiredHealthy === undefined) return;
  if (currentHealthy >= desiredHealthy) return;
  if (expectedPods !== undefined && desiredHealthy >= expectedPods) return;
  yield {
    detector: 'pdb.no-disruptions-left',
    subject: referenceTo(budget),
    severity: 'low',
    message: `${currentHealthy} pods are healthy and ${desiredHealthy} must be, so no eviction is allowed`,
    evidence: [
      field(budget, 'status.currentHealthy', currentHealthy),
      field(budget, 'status.desiredHealthy', desiredHealthy),
    ],
    since: condition.lastTransitionTime,
  };
}
