import { SelectorIndex } from '../../graph/SelectorIndex';
import { Labels, matchesSelector } from '../../graph/labels';
import { oncePerObject } from '../../oncePerObject';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
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

const budgetsIn = oncePerObject(
  (snapshot: ClusterSnapshot) =>
    new SelectorIndex(
      snapshot.all('PodDisruptionBudget'),
      ({ spec }) => spec?.selector,
    ),
);

/** The budgets of a namespace, those being deleted included, that count pods with these labels. */
export function budgetsCounting(
  namespace: string | undefined,
  labels: Labels | undefined,
  { snapshot }: DetectionContext,
): readonly Budget[] {
  return budgetsIn(snapshot).selecting(namespace, labels);
}
