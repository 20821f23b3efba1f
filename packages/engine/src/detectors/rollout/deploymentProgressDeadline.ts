import { field, referenceTo } from '../../findings/evidence';
import { conditionOf, statusIsCurrent } from '../../snapshot/conditions';
import { Detector } from '../Detector';
import { POD_TROUBLE } from './explanations';
import { affectedPod, unreadyPods } from './unreadyPods';

/** Rollouts that do not progress. */
export const deploymentProgressDeadline: Detector = {
  id: 'deploy.progress-deadline',
  title: 'Rollout does not progress',
  tier: 'problem',
  kinds: ['Deployment'],
  explainedBy: [...POD_TROUBLE, 'deploy.rollout-deadlock'],
  documentation: {
    speaks:
      'A rollout has made no progress within spec.progressDeadlineSeconds, ten minutes unless set.',
    silent:
      'Deployments that are paused or scaled to zero, and rollouts that finished and broke later: their condition stays True.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment',
    ],
  },

  *detect(context) {
    for (const deployment of context.snapshot.all('Deployment')) {
      const { spec, status, metadata } = deployment;
      if (metadata.deletionTimestamp || spec?.paused) continue;
      if (spec?.replicas === 0 || !statusIsCurrent(deployment)) continue;
      const condition = conditionOf(deployment, 'Progressing');
      if (condition?.status !== 'False') continue;
      if (condition.reason !== 'ProgressDeadlineExceeded') continue;

      const wanted = spec?.replicas ?? 1;
      yield {
        subject: referenceTo(deployment),
        severity: 'high',
        message: `Rollout of ${metadata.namespace}/${metadata.name} has stood still for more than ${spec?.progressDeadlineSeconds ?? 600} s: ${status?.updatedReplicas ?? 0} of ${wanted} pods are of the new revision, ${status?.availableReplicas ?? 0} are available`,
        evidence: [
          field(
            deployment,
            'status.conditions[Progressing].message',
            condition.message,
          ),
          field(
            deployment,
            'status.unavailableReplicas',
            status?.unavailableReplicas,
          ),
        ],
        affected: unreadyPods(deployment, context, 0).map(affectedPod),
        since: condition.lastTransitionTime,
      };
    }
  },
};
