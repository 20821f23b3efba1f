import { field, referenceTo } from '../../findings/evidence';
import {
  Condition,
  conditionOf,
  statusIsCurrent,
} from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { countedPods } from './budgetsOfPods';

type Budget = KnownKinds['PodDisruptionBudget'];

const SYNC_GRACE = minutes(2);
const SHORT_GRACE = minutes(10);

/** Disruption budgets that refuse evictions now, as their controller says. */
export const disruptionBudgets = detectorFamily({
  rows: [
    {
      id: 'pdb.sync-failed',
      title: 'Disruption budget cannot be worked out',
      documentation: {
        speaks:
          'The condition DisruptionAllowed of a PodDisruptionBudget has been False with the reason SyncFailed for two minutes, for instance because a percentage counts pods whose controller tells no scale. No pod can be evicted.',
      },
    },
    {
      id: 'pdb.no-disruptions-left',
      title: 'Disruption budget lets no pod go',
      documentation: {
        speaks:
          'Too few of the pods that a PodDisruptionBudget counts have been healthy for ten minutes, so that none may be evicted: a symptom of what ails them.',
        silent:
          'Budgets that would let no pod go even if all were healthy: see `pdb.blocks-all`. Budgets that count pods together with another one: the controller keeps only one of them up to date, and see `pdb.overlap`.',
        sources: [
          'https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/controller/disruption/disruption.go',
        ],
      },
    },
  ],
  tier: 'problem',
  kinds: ['PodDisruptionBudget'],
  concludesFrom: ['Pod'],
  documentation: {
    sources: [
      'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
    ],
  },

  *read(context) {
    const { snapshot } = context;
    const overlapping = new Set(
      [...countedPods(context).values()].filter(each => each.length > 1).flat(),
    );
    for (const budget of snapshot.all('PodDisruptionBudget')) {
      const condition = conditionOf(budget, 'DisruptionAllowed');
      if (budget.metadata.deletionTimestamp || !statusIsCurrent(budget))
        continue;
      if (condition?.status !== 'False') continue;
      const isOlderThan = (grace: number) =>
        olderThan(snapshot, condition.lastTransitionTime, grace);
      if (condition.reason === 'SyncFailed' && isOlderThan(SYNC_GRACE))
        yield syncFailed(budget, condition);
      if (
        condition.reason === 'InsufficientPods' &&
        isOlderThan(SHORT_GRACE) &&
        !overlapping.has(budget)
      )
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
