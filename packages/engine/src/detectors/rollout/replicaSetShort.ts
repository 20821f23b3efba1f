import { field, referenceTo } from '../../findings/evidence';
import { statusIsCurrent } from '../../snapshot/conditions';
import { minutes } from '../../snapshot/durations';
import { Detector } from '../Detector';
import { POD_TROUBLE } from './explanations';
import { affectedPod, unreadyPods } from './unreadyPods';

const GRACE = minutes(5);

/** ReplicaSets of their own with too few ready pods. */
export const replicaSetShort: Detector = {
  id: 'rs.short',
  title: 'ReplicaSet has fewer ready pods than wanted',
  tier: 'problem',
  kinds: ['ReplicaSet', 'Pod'],
  explainedBy: POD_TROUBLE,
  documentation: {
    speaks:
      'A ReplicaSet that no controller owns has had pods that are not ready for five minutes, and fewer ready ones than wanted.',
    silent: 'ReplicaSets of Deployments.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/',
    ],
  },

  *detect(context) {
    for (const replicaSet of context.snapshot.all('ReplicaSet')) {
      const { spec, status, metadata } = replicaSet;
      if (metadata.deletionTimestamp || !statusIsCurrent(replicaSet)) continue;
      if (metadata.ownerReferences?.some(each => each.controller)) continue;
      const wanted = spec?.replicas ?? 1;
      const ready = status?.readyReplicas ?? 0;
      const unready = unreadyPods(replicaSet, context, GRACE);
      if (ready >= wanted || unready.length === 0) continue;

      yield {
        subject: referenceTo(replicaSet),
        severity: 'medium',
        message: `${ready} of ${wanted} pods of ${metadata.namespace}/${metadata.name} are ready`,
        evidence: [
          field(replicaSet, 'spec.replicas', wanted),
          field(replicaSet, 'status.readyReplicas', ready),
        ],
        affected: unready.map(affectedPod),
      };
    }
  },
};
