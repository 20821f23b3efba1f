import { FindingDraft } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { TEMPLATED_KINDS } from '../../graph/workloads';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { refusalOf } from '../rollout/refusedPods';
import { isLeaving } from '../shared/isLeaving';
import { mayYetBecomeReady } from '../shared/mayYetBecomeReady';
import { isReady, notReadySince } from '../shared/pods';
import { slicesOf } from '../shared/readyEndpoints';

const GRACE = minutes(2);

export const noReadyEndpoints: Detector = {
  id: 'service.no-ready-endpoints',
  title: 'Service has no ready endpoints',
  tier: 'problem',
  kinds: ['Service', 'Pod'],
  concludesFrom: [...TEMPLATED_KINDS, 'Event'],
  explainedBy: ['service.selector-matches-nothing', 'dns.service-down'],
  documentation: {
    speaks:
      'None of the pods that a Service selects is ready, or none exists because they have been refused for two minutes: a symptom of what ails them. Without EndpointSlices the pods’ own readiness decides.',
    silent:
      'Services that publish unready addresses, pods of Jobs, and pods on their way out unless they are two minutes overdue. Pods that may yet become ready: within two minutes, within what their probes allow, or during their Deployment’s first rollout, which nobody can rule out where Deployments are unread.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/',
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    for (const service of snapshot.all('Service')) {
      const { namespace, name, deletionTimestamp } = service.metadata;
      const { type, publishNotReadyAddresses } = service.spec ?? {};
      if (type === 'ExternalName' || publishNotReadyAddresses) continue;
      if (deletionTimestamp) continue;
      const counts = (pod: KnownKinds['Pod']) =>
        !isLeaving(pod, context) &&
        !['Job', 'CronJob'].includes(graph.topOwner(pod).kind);
      const selected = graph.podsSelectedBy(service);
      if (selected.some(pod => isReady(pod) && counts(pod))) continue;
      if (slicesOf(service, context).some(hasReadyEndpoint)) continue;
      const pods = selected.filter(counts);
      if (pods.length === 0) {
        yield* withoutPods(service, context);
        continue;
      }
      if (pods.some(pod => mayYetBecomeReady(pod, context))) continue;

      yield {
        subject: referenceTo(service),
        severity: 'high',
        message: `None of the ${pods.length} pods that Service ${namespace}/${name} selects is ready`,
        evidence: [
          field(service, 'spec.selector', service.spec?.selector),
          ...pods
            .slice(0, 3)
            .map(pod =>
              field(
                pod,
                'status.conditions[Ready].status',
                pod.status?.conditions?.find(each => each.type === 'Ready')
                  ?.status,
              ),
            ),
        ],
        affected: pods.map(pod => ({
          ...referenceTo(pod),
          since: notReadySince(pod),
        })),
      };
    }
  },
};

/** That the pods of a workload which a Service selects are refused. */
function* withoutPods(
  service: KnownKinds['Service'],
  context: DetectionContext,
): Iterable<FindingDraft> {
  const { snapshot, graph } = context;
  const { namespace, name } = service.metadata;
  const selector = service.spec?.selector ?? {};
  for (const workload of graph.workloadsStamping(namespace, selector)) {
    const owner = graph.topOwner(workload);
    // Runs of Jobs come and go.
    if (['Job', 'CronJob'].includes(owner.kind)) continue;
    const refusal = refusalOf(workload, context);
    if (!refusal || !olderThan(snapshot, refusal.since, GRACE)) continue;
    yield {
      subject: referenceTo(service),
      severity: 'high',
      message: `Service ${namespace}/${name} selects the pods of ${owner.kind} ${owner.namespace}/${owner.name}, and none of them can be created`,
      evidence: [field(service, 'spec.selector', selector), refusal.evidence],
      since: refusal.since,
    };
    return;
  }
}

/** An endpoint that says nothing about its readiness counts as ready. */
function hasReadyEndpoint({ endpoints }: KnownKinds['EndpointSlice']) {
  return Boolean(endpoints?.some(each => each.conditions?.ready !== false));
}
