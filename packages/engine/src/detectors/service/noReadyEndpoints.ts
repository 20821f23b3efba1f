import { field, referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { mayYetBecomeReady } from '../shared/mayYetBecomeReady';
import { isReady, notReadySince } from '../shared/pods';

export const noReadyEndpoints: Detector = {
  id: 'service.no-ready-endpoints',
  title: 'Service has no ready endpoints',
  tier: 'problem',
  kinds: ['Service', 'Pod'],
  explainedBy: ['service.selector-matches-nothing', 'dns.service-down'],
  documentation: {
    speaks:
      'None of the pods that a Service selects is ready: a symptom of what keeps them from being so. Without EndpointSlices the pods’ own readiness decides.',
    silent:
      'Silent for Services that publish unready addresses, for pods of Jobs and for pods on their way out, and while a pod may yet become ready: within two minutes, within what its probes allow, or during its Deployment’s first rollout.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/',
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    const slices = readyAddresses(context);
    for (const service of snapshot.all('Service')) {
      const { namespace, name, deletionTimestamp } = service.metadata;
      const { type, publishNotReadyAddresses } = service.spec ?? {};
      if (type === 'ExternalName' || publishNotReadyAddresses) continue;
      if (deletionTimestamp) continue;
      const pods = graph
        .podsSelectedBy(service)
        .filter(
          pod =>
            !pod.metadata.deletionTimestamp &&
            !['Job', 'CronJob'].includes(graph.topOwner(pod).kind),
        );
      if (pods.length === 0 || pods.some(isReady)) continue;
      if (slices.get(`${namespace}/${name}`)) continue;
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

/** How many ready endpoints each Service has; an endpoint that says nothing about its readiness counts as ready. */
function readyAddresses({ snapshot }: DetectionContext) {
  const ready = new Map<string, number>();
  for (const slice of snapshot.all('EndpointSlice')) {
    const service = serviceOf(slice);
    if (!service) continue;
    const count = (slice.endpoints ?? []).filter(
      each => each.conditions?.ready !== false,
    ).length;
    ready.set(service, (ready.get(service) ?? 0) + count);
  }
  return ready;
}

function serviceOf({ metadata }: KnownKinds['EndpointSlice']) {
  const name = metadata.labels?.['kubernetes.io/service-name'];
  return name && `${metadata.namespace}/${name}`;
}
