import { ObjectReference } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { countedPods } from './budgetsOfPods';

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
    for (const [{ objects }, budgets] of countedPods(context)) {
      if (budgets.length < 2) continue;
      const names = budgets.map(each => each.metadata.name).sort();
      for (const pod of objects) {
        if (pod.metadata.deletionTimestamp) continue;
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
    }
    yield* collector.drafts();
  },
};
