import { append } from '../../append';
import { matchesSelector } from '../../graph/labels';
import { oncePerObject } from '../../oncePerObject';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { isFinished } from '../shared/pods';

type Budget = KnownKinds['PodDisruptionBudget'];
type Pod = KnownKinds['Pod'];

/** The pods that a budget counts. An empty selector selects every pod of the namespace, a missing one none. */
export function podsOfBudget(
  { metadata, spec }: Budget,
  { snapshot, graph }: DetectionContext,
): readonly Pod[] {
  const selector = spec?.selector;
  if (!selector) return [];
  const { namespace } = metadata;
  const pairs = selector.matchLabels ?? {};
  const candidates =
    Object.keys(pairs).length > 0
      ? graph.podsMatching(namespace, pairs)
      : snapshot.inNamespace('Pod', namespace).filter(pod => !isFinished(pod));
  if (Object.keys(pairs).length > 0 && !selector.matchExpressions?.length)
    return candidates;
  return candidates.filter(pod =>
    matchesSelector(selector, pod.metadata.labels),
  );
}

const index = oncePerObject((graph: DetectionContext['graph']) => {
  const { snapshot } = graph;
  const budgets = new Map<Pod, Budget[]>();
  for (const budget of snapshot.all('PodDisruptionBudget')) {
    if (budget.metadata.deletionTimestamp) continue;
    for (const pod of podsOfBudget(budget, { snapshot, graph }))
      append(budgets, pod, budget);
  }
  return budgets as ReadonlyMap<Pod, readonly Budget[]>;
});

/** The budgets that count each pod; pods that none counts are left out. */
export function budgetsOfPods({
  graph,
}: DetectionContext): ReadonlyMap<Pod, readonly Budget[]> {
  return index(graph);
}
