import { field, referenceTo } from '../../findings/evidence';
import { conditionOf, statusIsCurrent } from '../../snapshot/conditions';
import { hours, olderThan } from '../../snapshot/durations';
import { lastWritten } from '../../snapshot/writes';
import { Detector } from '../Detector';

const GRACE = hours(24);

/** Deployments whose newest template waits for somebody to resume the rollout. */
export const pausedDeployment: Detector = {
  id: 'deploy.paused',
  title: 'Rollout is paused',
  tier: 'risk',
  kinds: ['Deployment'],
  documentation: {
    speaks:
      'A Deployment has been paused for a day, and not all of its pods are of the newest template: the last change does not take effect.',
    silent:
      'Deployments scaled to zero, as when another controller takes over their template, and paused ones that run what they specify.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment',
    ],
  },

  *detect({ snapshot }) {
    for (const deployment of snapshot.all('Deployment')) {
      const { metadata, spec, status } = deployment;
      if (!spec?.paused || metadata.deletionTimestamp) continue;
      const wanted = spec.replicas ?? 1;
      const updated = status?.updatedReplicas ?? 0;
      if (!statusIsCurrent(deployment) || updated >= wanted) continue;
      const progressing = conditionOf(deployment, 'Progressing');
      if (progressing?.reason !== 'DeploymentPaused') continue;
      const since = progressing.lastTransitionTime;
      const written = lastWritten(deployment, 'spec') ?? since;
      if (!olderThan(snapshot, since, GRACE)) continue;
      if (!olderThan(snapshot, written, GRACE)) continue;
      yield {
        subject: referenceTo(deployment),
        severity: 'low',
        message: `${updated} of ${wanted} pods are of the newest template, and the rollout has been paused since ${since}`,
        evidence: [
          field(deployment, 'spec.paused', true),
          field(deployment, 'status.updatedReplicas', updated),
        ],
        since,
      };
    }
  },
};
