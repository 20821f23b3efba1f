import { Evidence } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { Workload, podTemplateOf } from '../../graph/workloads';
import { matchesLabels } from '../../graph/labels';
import { seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import {
  SCALERS,
  isScaledToZero,
  mayBeScaledByOthers,
} from '../shared/idleWorkloads';
import { isSystemNamespace } from '../shared/namespaces';
import { lacksReadyEndpoints } from '../shared/readyEndpoints';
import { nameOf } from '../shared/sightings';
import { ServiceUser, usersOfService } from '../shared/usersOfService';

const GRACE = seconds(60);
const KINDS = ['Deployment', 'StatefulSet', 'ReplicaSet'] as const;

/** Workloads that somebody has scaled to zero. */
export const scaledToZero: Detector = {
  id: 'workload.scaled-to-zero',
  title: 'Workload is scaled to zero',
  tier: 'hygiene',
  kinds: ['Pod', 'HorizontalPodAutoscaler'],
  concludesFrom: [
    ...KINDS,
    ...SCALERS,
    'Service',
    'Ingress',
    'EndpointSlice',
    'ConfigMap',
  ],
  documentation: {
    speaks:
      'A workload is scaled to zero. A problem while an Ingress, or another workload that runs, relies on a Service that has only this one behind it; otherwise told for information.',
    silent:
      'Workloads whose size an autoscaler, an idler or an owner decides on, or may where autoscalers could not be read, and, where nobody relies on them, namespaces of the system.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment',
    ],
  },

  *detect(context) {
    for (const workload of idleWorkloads(context)) {
      const missed = missedService(workload, context);
      if (!missed && isSystemNamespace(workload.metadata.namespace)) continue;
      const subject = referenceTo(workload);
      const evidence: Evidence[] = [field(workload, 'spec.replicas', 0)];
      if (!missed) {
        yield {
          subject,
          severity: 'info',
          message: `${nameOf(subject)} is scaled to zero`,
          evidence,
        };
        continue;
      }
      const { service, user } = missed;
      yield {
        subject,
        severity: 'high',
        tier: 'problem',
        message: `${nameOf(subject)} is scaled to zero, but ${nameOf(user.user)} relies on ${nameOf(referenceTo(service))}, which has nothing else behind it`,
        evidence: [
          ...evidence,
          field(service, 'spec.selector', service.spec?.selector),
          user.evidence,
        ],
      };
    }
  },
};

function idleWorkloads(context: DetectionContext): Workload[] {
  return KINDS.flatMap<Workload>(kind => [
    ...context.snapshot.all(kind).filter(isIdle),
  ]).filter(
    each =>
      !mayBeScaledByOthers(each, context) &&
      context.graph.podsOf(referenceTo(each)).length === 0,
  );
}

function isIdle(workload: Workload) {
  return !workload.metadata.deletionTimestamp && isScaledToZero(workload);
}

function missedService(
  workload: Workload,
  context: DetectionContext,
): { service: KnownKinds['Service']; user: ServiceUser } | undefined {
  const { namespace } = workload.metadata;
  const labels = podTemplateOf(workload)?.template.metadata?.labels;
  for (const service of context.snapshot.inNamespace('Service', namespace)) {
    if (!matchesLabels(service.spec?.selector ?? {}, labels)) continue;
    const { name } = service.metadata;
    const [user] = usersOfService(namespace, name, context);
    if (!user) continue;
    // Another workload behind the Service has findings of its own.
    const isAlone = context.graph
      .workloadsStamping(namespace, service.spec?.selector ?? {})
      .every(isScaledToZero);
    if (isAlone && lacksReadyEndpoints(service, undefined, GRACE, context))
      return { service, user };
  }
  return undefined;
}
