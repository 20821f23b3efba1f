import { field, referenceTo } from '../../findings/evidence';
import { conditionOf, statusIsCurrent } from '../../snapshot/conditions';
import { olderThan, seconds } from '../../snapshot/durations';
import { Detector } from '../Detector';
import { isFirstRollout } from '../shared/isFirstRollout';
import { isWaitingPlaceholder } from '../shared/isWaitingPlaceholder';
import { POD_TROUBLE } from './explanations';
import { affectedPod, unreadyPods } from './unreadyPods';

const GRACE = seconds(120);

/** Deployments that are not available. */
export const deploymentUnavailable: Detector = {
  id: 'deploy.unavailable',
  title: 'Deployment is not available',
  tier: 'problem',
  kinds: ['Deployment'],
  explainedBy: [
    ...POD_TROUBLE,
    'deploy.rollout-deadlock',
    'deploy.progress-deadline',
  ],
  documentation: {
    speaks:
      'A Deployment has had fewer available pods than its strategy allows for two minutes; critical when there is none.',
    silent:
      'The first rollout while it is within its deadline, Deployments that are paused or scaled to zero, and those of which only pods of negative priority wait for room.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable',
    ],
  },

  *detect(context) {
    const { snapshot } = context;
    for (const deployment of snapshot.all('Deployment')) {
      const { spec, status, metadata } = deployment;
      if (metadata.deletionTimestamp || spec?.paused) continue;
      if (spec?.replicas === 0) continue;
      if (!statusIsCurrent(deployment) || isFirstRollout(deployment)) continue;
      const condition = conditionOf(deployment, 'Available');
      if (condition?.status !== 'False') continue;
      if (!olderThan(snapshot, condition.lastTransitionTime, GRACE)) continue;

      const unready = unreadyPods(deployment, context, 0);
      if (unready.length > 0 && unready.every(isWaitingPlaceholder)) continue;
      const available = status?.availableReplicas ?? 0;
      yield {
        subject: referenceTo(deployment),
        severity: available === 0 ? 'critical' : 'high',
        message: `${available} of ${spec?.replicas ?? 1} pods of ${metadata.namespace}/${metadata.name} are available`,
        evidence: [
          field(deployment, 'status.availableReplicas', available),
          field(
            deployment,
            'status.conditions[Available].message',
            condition.message,
          ),
        ],
        affected: unready.map(affectedPod),
        since: condition.lastTransitionTime,
      };
    }
  },
};
