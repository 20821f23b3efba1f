import { field, referenceTo } from '../../findings/evidence';
import { matchesSelector } from '../../graph/labels';
import {
  TEMPLATED_KINDS,
  Workload,
  podTemplateOf,
} from '../../graph/workloads';
import { oncePerObject } from '../../oncePerObject';
import { statusIsCurrent } from '../../snapshot/conditions';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { hours, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { isScaledToZero } from '../shared/idleWorkloads';
import { blockedDrains } from './blockedDrains';
import { podsOfBudget } from './budgetsOfPods';

type Budget = KnownKinds['PodDisruptionBudget'];

const MATCH_GRACE = hours(1);
const REPLICATED = ['Deployment', 'StatefulSet', 'ReplicaSet'];

/** Disruption budgets whose numbers cannot work out, whatever the state of the pods. */
export const budgetArithmetic = detectorFamily({
  rows: [
    {
      id: 'pdb.min-above-replicas',
      title: 'Disruption budget asks for more pods than there will be',
      kinds: ['PodDisruptionBudget', 'Deployment', 'StatefulSet'],
      concludesFrom: ['HorizontalPodAutoscaler'],
      documentation: {
        speaks:
          'The whole number `minAvailable` of a PodDisruptionBudget is greater than the replicas of the Deployments, StatefulSets and ReplicaSets that it selects, or than the minimum of the autoscaler that sets them.',
        silent: 'Workloads that are scaled to zero, and percentages.',
      },
    },
    {
      id: 'pdb.blocks-all',
      title: 'Disruption budget lets no pod go even when all are healthy',
      concludesFrom: ['Pod', 'Node'],
      explainedBy: ['pdb.min-above-replicas'],
      documentation: {
        speaks:
          'A PodDisruptionBudget needs as many healthy pods as there are, so that no node that holds one can be drained. A problem, not a risk, once it holds up the drain of a node.',
        silent: 'Budgets whose status does not speak of their present numbers.',
      },
    },
    {
      id: 'pdb.matches-nothing',
      title: 'Disruption budget protects nothing',
      tier: 'hygiene',
      kinds: ['PodDisruptionBudget', 'Pod', ...TEMPLATED_KINDS],
      documentation: {
        speaks:
          'The selector of a PodDisruptionBudget older than an hour matches neither a pod nor the template of a workload.',
        silent: 'Empty selectors, and budgets that another object controls.',
      },
    },
  ],
  tier: 'risk',
  kinds: ['PodDisruptionBudget'],
  documentation: {
    sources: [
      'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
    ],
  },

  *read(context) {
    for (const budget of context.snapshot.all('PodDisruptionBudget')) {
      if (budget.metadata.deletionTimestamp) continue;
      for (const judge of [blocksAll, minAboveReplicas, matchesNothing]) {
        const draft = judge(budget, context);
        if (draft) yield draft;
      }
    }
  },
});

function blocksAll(
  budget: Budget,
  context: DetectionContext,
): FamilyDraft | undefined {
  const { expectedPods = 0, desiredHealthy = 0 } = budget.status ?? {};
  if (!statusIsCurrent(budget) || expectedPods === 0) return undefined;
  if (desiredHealthy < expectedPods) return undefined;
  const drain = blockedDrains(context).find(
    each => each.isDraining && each.budgets.includes(budget),
  );
  const { namespace, name } = budget.metadata;
  return {
    detector: 'pdb.blocks-all',
    subject: referenceTo(budget),
    ...(drain ? { tier: 'problem', severity: 'high' } : { severity: 'medium' }),
    message: `Budget ${namespace}/${name} needs ${desiredHealthy} healthy pods of ${expectedPods}, so none may be evicted${drain ? `, and node ${drain.node.metadata.name} cannot be drained` : ''}`,
    evidence: [
      demandOf(budget),
      field(budget, 'status.desiredHealthy', desiredHealthy),
      field(budget, 'status.expectedPods', expectedPods),
      ...(drain ? [field(drain.node, 'spec.unschedulable', true)] : []),
    ],
    ...(drain?.since ? { since: drain.since } : {}),
  };
}

function demandOf(budget: Budget) {
  const { minAvailable, maxUnavailable } = budget.spec ?? {};
  return minAvailable === undefined
    ? field(budget, 'spec.maxUnavailable', maxUnavailable)
    : field(budget, 'spec.minAvailable', minAvailable);
}

function minAboveReplicas(
  budget: Budget,
  context: DetectionContext,
): FamilyDraft | undefined {
  const wanted: unknown = budget.spec?.minAvailable;
  if (typeof wanted !== 'number') return undefined;
  const members = workloadsOf(budget, context);
  const areCounted = members.every(({ kind }) => REPLICATED.includes(kind));
  if (members.length === 0 || !areCounted || members.some(isScaledToZero))
    return undefined;
  const floors = members.map(each => floorOf(each, context));
  const total = floors.reduce((sum, each) => sum + each.replicas, 0);
  if (wanted <= total) return undefined;
  const isKnown = [...REPLICATED, 'HorizontalPodAutoscaler'].every(
    kind =>
      context.snapshot.readState(kind, budget.metadata.namespace) ===
      'complete',
  );
  if (!isKnown) return undefined;
  const { namespace, name } = budget.metadata;
  return {
    detector: 'pdb.min-above-replicas',
    subject: referenceTo(budget),
    severity: 'medium',
    message: `Budget ${namespace}/${name} wants ${wanted} pods available, and ${members.map(each => `${each.kind} ${each.metadata.name}`).join(', ')} may have only ${total}`,
    evidence: [
      field(budget, 'spec.minAvailable', wanted),
      ...floors.slice(0, 3).map(each => each.evidence),
    ],
  };
}

const scalersByTarget = oncePerObject(
  (snapshot: ClusterSnapshot) =>
    new Map(
      snapshot.all('HorizontalPodAutoscaler').map(scaler => {
        const { kind, name } = scaler.spec?.scaleTargetRef ?? {};
        return [targetKey(scaler.metadata.namespace, kind, name), scaler];
      }),
    ),
);

/** The least number of pods that a workload is meant to have: an autoscaler may take it down to its minimum. */
function floorOf(workload: Workload, { snapshot }: DetectionContext) {
  const scaler = scalersByTarget(snapshot).get(
    targetKey(
      workload.metadata.namespace,
      workload.kind,
      workload.metadata.name,
    ),
  );
  const { replicas = 1 } = (workload.spec ?? {}) as { replicas?: number };
  const least = scaler?.spec?.minReplicas ?? (scaler ? 1 : replicas);
  return {
    replicas: least,
    evidence: scaler
      ? field(scaler, 'spec.minReplicas', least)
      : field(workload, 'spec.replicas', replicas),
  };
}

function targetKey(namespace = '', kind = '', name = '') {
  return `${namespace}/${kind}/${name}`;
}

function matchesNothing(
  budget: Budget,
  context: DetectionContext,
): FamilyDraft | undefined {
  const { creationTimestamp, namespace, name, ownerReferences } =
    budget.metadata;
  const { selector } = budget.spec ?? {};
  const demands =
    Object.keys(selector?.matchLabels ?? {}).length +
    (selector?.matchExpressions ?? []).length;
  if (demands === 0 || ownerReferences?.some(each => each.controller))
    return undefined;
  if (!olderThan(context.snapshot, creationTimestamp, MATCH_GRACE))
    return undefined;
  if ((budget.status?.expectedPods ?? 0) > 0) return undefined;
  const isKnown = ['Pod', ...TEMPLATED_KINDS].every(
    kind => context.snapshot.readState(kind, namespace) === 'complete',
  );
  if (!isKnown) return undefined;
  if (podsOfBudget(budget, context).length > 0) return undefined;
  if (workloadsOf(budget, context).length > 0) return undefined;
  return {
    detector: 'pdb.matches-nothing',
    subject: referenceTo(budget),
    severity: 'low',
    message: `Budget ${namespace}/${name} selects no pod and no workload`,
    evidence: [
      field(budget, 'spec.selector', selector),
      field(budget, 'status.expectedPods', budget.status?.expectedPods ?? 0),
    ],
  };
}

/** Workloads whose pods a budget counts, as their templates tell. */
function workloadsOf(
  { metadata, spec }: Budget,
  { snapshot, graph }: DetectionContext,
): Workload[] {
  const { namespace } = metadata;
  const pairs = spec?.selector?.matchLabels ?? {};
  const candidates =
    Object.keys(pairs).length > 0
      ? graph.workloadsStamping(namespace, pairs)
      : TEMPLATED_KINDS.flatMap<Workload>(
          kind => snapshot.inNamespace(kind, namespace) as readonly Workload[],
        );
  return candidates.filter(
    each =>
      !each.metadata.ownerReferences?.some(owner => owner.controller) &&
      matchesSelector(
        spec?.selector,
        podTemplateOf(each)?.template.metadata?.labels,
      ),
  );
}
