import { field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';
import { blockedDrains } from '../disruption/blockedDrains';

export const drainBlocked: Detector = {
  id: 'node.drain-blocked',
  title: 'Node cannot be drained',
  tier: 'problem',
  kinds: ['Node', 'Pod', 'PodDisruptionBudget'],
  documentation: {
    speaks:
      'A node has been cordoned for 15 minutes, and every pod that is left to evict is kept by a PodDisruptionBudget that allows no disruption, or by two budgets at once. A risk, not a problem, while other pods could still be evicted: perhaps nobody is draining the node.',
    silent: 'Pods of DaemonSets and mirror pods, which drains leave alone.',
    sources: [
      'https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/',
      'https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/',
    ],
  },

  *detect(context) {
    for (const drain of blockedDrains(context)) {
      const { node, budgets, pods, isDraining, since } = drain;
      const names = budgets
        .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
        .sort();
      yield {
        subject: referenceTo(node),
        key: names.join(','),
        ...(isDraining ? {} : { tier: 'risk' as const }),
        severity: 'medium',
        message: `${node.metadata.name} is cordoned, and ${names.length === 1 ? `budget ${names[0]} lets` : `budgets ${names.join(', ')} let`} ${pods.length === 1 ? 'a pod' : `${pods.length} pods`} not go`,
        evidence: [
          field(node, 'spec.unschedulable', true),
          ...budgets
            .slice(0, 3)
            .map(each =>
              field(
                each,
                'status.disruptionsAllowed',
                each.status?.disruptionsAllowed,
              ),
            ),
        ],
        affected: pods.map(pod => ({
          ...referenceTo(pod),
          node: node.metadata.name,
        })),
        ...(since ? { since } : {}),
      };
    }
  },
};
