import { append } from '../../append';
import { AlikeLabelled } from '../../graph/LabelIndex';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { SelectorIndex } from '../../graph/SelectorIndex';
import { Labels, matchesSelector } from '../../graph/labels';
import { oncePerObject } from '../../oncePerObject';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';

type Budget = KnownKinds['PodDisruptionBudget'];
type Pod = KnownKinds['Pod'];

/** The pods that a budget counts. An empty selector selects every pod of the namespace, a missing one none. */
export function podsOfBudget(
  budget: Budget,
  { graph }: DetectionContext,
): readonly Pod[] {
  return alikePodsOf(budget, graph).flatMap(({ objects }) => objects);
}

function alikePodsOf(
  { metadata: { namespace }, spec }: Budget,
  graph: ResourceGraph,
): readonly AlikeLabelled<Pod>[] {
  const { selector } = spec ?? {};
  if (!selector) return [];
  const pairs = selector.matchLabels ?? {};
  const hasPairs = Object.keys(pairs).length > 0;
  const found = graph.alikeLabelledPods(
    namespace,
    hasPairs ? pairs : undefined,
  );
  return hasPairs && !selector.matchExpressions?.length
    ? found
    : found.filter(({ labels }) => matchesSelector(selector, labels));
}

const countedIn = oncePerObject((graph: ResourceGraph) => {
  const counted = new Map<AlikeLabelled<Pod>, Budget[]>();
  for (const budget of graph.snapshot.all('PodDisruptionBudget')) {
    if (budget.metadata.deletionTimestamp) continue;
    for (const alike of alikePodsOf(budget, graph))
      append(counted, alike, budget);
  }
  return counted;
});

/** Pods with the same labels and the budgets that count them; those that none counts are left out. */
export function countedPods({
  graph,
}: DetectionContext): ReadonlyMap<AlikeLabelled<Pod>, readonly Budget[]> {
  return countedIn(graph);
}

const budgetsIn = oncePerObject(
  (snapshot: ClusterSnapshot) =>
    new SelectorIndex(snapshot.all('PodDisruptionBudget'), selectorOf),
);

function selectorOf({ spec }: Budget) {
  return spec?.selector;
}

/** The budgets of a namespace, those being deleted included, that count pods with these labels. */
export function budgetsCounting(
  namespace: string | undefined,
  labels: Labels | undefined,
  { snapshot }: DetectionContext,
): readonly Budget[] {
  return budgetsIn(snapshot).selecting(namespace, labels);
}
