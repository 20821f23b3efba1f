import { ObjectReference } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { budgetsCounting } from './budgetsOfPods';

type Budget = KnownKinds['PodDisruptionBudget'];
type Pod = KnownKinds['Pod'];

const ID = 'pdb.overlap';

export const overlappingBudgets: Detector = {
  id: ID,
  title: 'Several disruption budgets count the same pods',
  tier: 'risk',
  kinds: ['Pod', 'PodDisruptionBudget'],
  documentation: {
    speaks:
      'Two or more PodDisruptionBudgets select the same pod. The API server then refuses every eviction of it, whatever the budgets allow.',
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/',
    ],
  },

  *detect(context) {
    const collector = new DraftCollector();
    for (const [pod, budgets] of overlaps(context)) {
      const names = budgets.map(each => each.metadata.name);
      const subject: ObjectReference = context.graph.topOwner(pod);
      collector.add({
        detector: ID,
        subject,
        key: names.join(','),
        severity: 'medium',
        message: `Budgets ${names.join(' and ')} both count the pods of ${subject.kind} ${subject.name}, so none of them can be evicted`,
        evidence: [
          ...budgets.map(each =>
            field(each, 'spec.selector', each.spec?.selector),
          ),
          field(pod, 'metadata.labels', pod.metadata.labels),
        ],
        affected: [referenceTo(pod)],
      });
    }
    yield* collector.drafts();
  },
};

/** Pods that several budgets count, and those budgets by name. */
function* overlaps(
  context: DetectionContext,
): Iterable<readonly [Pod, readonly Budget[]]> {
  const { snapshot, graph } = context;
  const namespaces = new Set(
    snapshot
      .all('PodDisruptionBudget')
      .map(({ metadata }) => metadata.namespace),
  );
  for (const namespace of namespaces)
    for (const { labels, objects } of graph.alikeLabelledPods(namespace)) {
      const counting = budgetsCounting(namespace, labels, context);
      if (counting.length < 2) continue;
      const budgets = counting
        .filter(each => !each.metadata.deletionTimestamp)
        .sort(byName);
      if (budgets.length < 2) continue;
      for (const pod of objects)
        if (!pod.metadata.deletionTimestamp) yield [pod, budgets];
    }
}

function byName({ metadata: one }: Budget, { metadata: other }: Budget) {
  return one.name < other.name ? -1 : 1;
}
