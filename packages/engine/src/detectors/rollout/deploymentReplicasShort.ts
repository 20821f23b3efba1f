import { field, referenceTo } from '../../findings/evidence';
import { statusIsCurrent } from '../../snapshot/conditions';
import { minutes } from '../../snapshot/durations';
import { Detector } from '../Detector';
import { isWaitingPlaceholder } from '../shared/isWaitingPlaceholder';
import { POD_TROUBLE } from './explanations';
import { affectedPod, unreadyPods } from './unreadyPods';

const GRACE = minutes(5);

/** Finished rollouts of which some pods are no longer available. */
export const deploymentReplicasShort: Detector = {
  id: 'deploy.replicas-short',
  title: 'Deployment has fewer available pods than wanted',
  tier: 'problem',
  kinds: ['Deployment', 'Pod'],
  explainedBy: [
    ...POD_TROUBLE,
    'deploy.progress-deadline',
    'deploy.unavailable',
  ],
  documentation: {
    speaks:
      'The rollout of a Deployment is finished, and some of its pods have not been available for five minutes.',
    silent:
      'While a rollout or a change of scale is under way, told by pods that have only just been made, and where only pods of negative priority wait for room.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status',
    ],
  },

  *detect(context) {
    for (const deployment of context.snapshot.all('Deployment')) {
      const { spec, status, metadata } = deployment;
      const wanted = spec?.replicas ?? 1;
      if (metadata.deletionTimestamp || !statusIsCurrent(deployment)) continue;
      if ((status?.updatedReplicas ?? 0) !== wanted) continue;
      if ((status?.replicas ?? 0) !== wanted) continue;
      const available = status?.availableReplicas ?? 0;
      if (available >= wanted) continue;
      const unready = unreadyPods(deployment, context, GRACE);
      if (unready.every(isWaitingPlaceholder)) continue;

      yield {
        subject: referenceTo(deployment),
        severity: 'medium',
        message: `${available} of ${wanted} pods of ${metadata.namespace}/${metadata.name} are available`,
        evidence: [
          field(deployment, 'spec.replicas', wanted),
          field(deployment, 'status.availableReplicas', available),
        ],
        affected: unready.map(affectedPod),
      };
    }
  },
};
