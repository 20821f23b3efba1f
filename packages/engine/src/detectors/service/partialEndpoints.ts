import { field, referenceTo } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import {
  isReady,
  notReadySince,
  podCondition,
  unquietActivePods,
} from '../shared/pods';
import { affectedPod, nameOf } from '../shared/sightings';

const GRACE = minutes(5);

export const partialEndpoints: Detector = {
  id: 'service.partial-endpoints',
  title: 'Some pods of the Service are not ready',
  tier: 'problem',
  kinds: ['Service', 'Pod'],
  documentation: {
    speaks:
      'Some pods that a Service selects have not been ready for five minutes, while others answer: a symptom of what keeps them from it.',
    silent:
      'Deployments that roll out, whose old pods still serve, or that were not read; pods of Jobs.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    for (const service of servicesWithUnreadyPods(context)) {
      const { type, publishNotReadyAddresses } = service.spec ?? {};
      if (type === 'ExternalName' || publishNotReadyAddresses) continue;
      if (service.metadata.deletionTimestamp) continue;
      const selected = graph.podsSelectedBy(service);
      const pods = selected.filter(pod => !pod.metadata.deletionTimestamp);
      const unready = pods.filter(
        pod =>
          !isReady(pod) &&
          olderThan(snapshot, notReadySince(pod), GRACE) &&
          !isBatch(pod, context) &&
          !isRollingOut(pod, context),
      );
      if (unready.length === 0 || !pods.some(isReady)) continue;
      const subject = referenceTo(service);
      yield {
        subject,
        severity: 'low',
        message: `${unready.length} of the ${pods.length} pods that ${nameOf(subject)} selects are not ready`,
        evidence: [
          field(service, 'spec.selector', service.spec?.selector),
          ...unready
            .slice(0, 3)
            .map(pod =>
              field(
                pod,
                `${podCondition(pod, 'Ready')?.path ?? 'status.conditions'}.status`,
                podCondition(pod, 'Ready')?.status,
              ),
            ),
        ],
        affected: unready.map(pod =>
          affectedPod(pod, { since: notReadySince(pod) }),
        ),
      };
    }
  },
};

function servicesWithUnreadyPods(context: DetectionContext) {
  const services = new Set<KnownKinds['Service']>();
  for (const pod of unquietActivePods(context)) {
    if (isReady(pod)) continue;
    for (const service of context.graph.servicesSelecting(pod))
      services.add(service);
  }
  return services;
}

function isBatch(pod: KnownKinds['Pod'], { graph }: DetectionContext) {
  return ['Job', 'CronJob'].includes(graph.topOwner(pod).kind);
}

/** Also a rollout that is stuck: it has findings of its own and takes no old pod away. One that was not read may be rolling out. */
function isRollingOut(
  pod: KnownKinds['Pod'],
  { snapshot, graph }: DetectionContext,
) {
  const { kind, namespace, name } = graph.topOwner(pod);
  if (kind === 'ReplicaSet')
    return snapshot.lookup('ReplicaSet', namespace, name).state === 'unknown';
  if (kind !== 'Deployment') return false;
  const deployment = snapshot.get('Deployment', namespace, name);
  if (!deployment) return true;
  const { replicas = 0, updatedReplicas = 0 } = deployment.status ?? {};
  const progressing = conditionOf(deployment, 'Progressing');
  return (
    updatedReplicas < replicas ||
    (progressing?.status === 'True' &&
      progressing.reason !== 'NewReplicaSetAvailable')
  );
}
