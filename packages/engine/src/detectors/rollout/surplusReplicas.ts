import type { DeploymentCondition } from 'kubernetes-types/apps/v1';
import { field, referenceTo } from '../../findings/evidence';
import { statusIsCurrent } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { Detector } from '../Detector';
import { rollingUpdateOf } from './rollingUpdate';

const GRACE = minutes(10);

/** Deployments with more pods than wanted. */
export const surplusReplicas: Detector = {
  id: 'deploy.surplus-replicas',
  title: 'Deployment has more pods than wanted',
  tier: 'problem',
  kinds: ['Deployment'],
  explainedBy: ['deploy.progress-deadline', 'deploy.rollout-deadlock'],
  documentation: {
    speaks:
      'A Deployment has more pods than it wants ten minutes after the last progress of its rollout: more than maxSurge allows, or old ones that a finished rollout has left.',
    silent:
      'Paused Deployments, and the surplus that a rollout needs while a new pod is not available.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge',
    ],
  },

  *detect({ snapshot }) {
    for (const deployment of snapshot.all('Deployment')) {
      const { metadata, spec, status } = deployment;
      if (metadata.deletionTimestamp || spec?.paused) continue;
      if (!statusIsCurrent(deployment)) continue;
      const wanted = spec?.replicas ?? 1;
      const { replicas = 0, updatedReplicas = 0 } = status ?? {};
      const { availableReplicas = 0 } = status ?? {};
      const isTooMany =
        replicas > wanted + rollingUpdateOf(deployment).maxSurge;
      // While a pod of the new revision is not available, the surplus is what the rollout needs.
      const isLeft =
        replicas > wanted &&
        updatedReplicas === wanted &&
        availableReplicas === replicas;
      if (!isTooMany && !isLeft) continue;
      const progressing = status?.conditions?.find(
        each => each.type === 'Progressing',
      ) as DeploymentCondition | undefined;
      if (!olderThan(snapshot, progressing?.lastUpdateTime, GRACE)) continue;
      yield {
        subject: referenceTo(deployment),
        severity: 'low',
        message: `${metadata.namespace}/${metadata.name} has ${replicas} pods and wants ${wanted}`,
        evidence: [
          field(deployment, 'spec.replicas', wanted),
          field(deployment, 'status.replicas', replicas),
          field(deployment, 'status.updatedReplicas', updatedReplicas),
        ],
        since: progressing?.lastUpdateTime,
      };
    }
  },
};
