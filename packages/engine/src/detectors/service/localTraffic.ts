import { field, referenceTo } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { complaintsAbout } from '../references/consumerTrouble';
import { referencesToService } from '../references/referencesToService';
import { isReady, notReadySince } from '../shared/pods';
import { slicesOf } from '../shared/readyEndpoints';
import { affectedPod, nameOf } from '../shared/sightings';

type Service = KnownKinds['Service'];

/** A backend that is being replaced leaves its node without one for a while. */
const GRACE = minutes(5);
const NODE_GRACE = minutes(10);
const MOST_NAMED = 3;

export const localTraffic = detectorFamily({
  rows: [
    {
      id: 'service.internal-local-gap',
      title: 'Service answers only on nodes that have an endpoint',
      documentation: {
        speaks:
          'A Service with internalTrafficPolicy Local has no ready endpoint on a node where, for five minutes, a pod has run whose configuration names the Service: what that pod sends is dropped.',
        sources: [
          'https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/',
        ],
      },
    },
    {
      id: 'service.external-local-gap',
      title: 'Node port answers only on nodes that have an endpoint',
      tier: 'risk',
      documentation: {
        speaks:
          'A Service of type NodePort with externalTrafficPolicy Local has ready endpoints, but none on some ready nodes that take pods: clients that ask those get no answer.',
        silent:
          'Silent for load balancers, which check the nodes’ health, and for nodes with taints or that are cordoned.',
        sources: [
          'https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy',
        ],
      },
    },
  ],
  tier: 'problem',
  kinds: ['Service', 'Pod', 'EndpointSlice'],
  concludesFrom: ['ConfigMap', 'Node'],
  documentation: {
    silent:
      'Silent for a Service without any ready endpoint, which is told itself, and while a pod of it is being replaced on the node.',
  },

  *read(context) {
    const { snapshot } = context;
    if (snapshot.readState('EndpointSlice') !== 'complete') return;
    for (const service of snapshot.all('Service')) {
      const draft = internalGap(service, context);
      if (draft) yield draft;
      const other = externalGap(service, context);
      if (other) yield other;
    }
  },
});

function internalGap(
  service: Service,
  context: DetectionContext,
): FamilyDraft | undefined {
  const { snapshot } = context;
  const { metadata, spec } = service;
  if (spec?.internalTrafficPolicy !== 'Local' || spec.clusterIP === 'None')
    return undefined;
  const { namespace, name } = metadata;
  const references = referencesToService(namespace, name, context);
  if (references.length === 0 || metadata.deletionTimestamp) return undefined;
  const serving = servingNodes(service, context);
  const stranded = references.filter(
    ({ pod }) =>
      pod.status?.phase === 'Running' &&
      olderThan(snapshot, pod.status.startTime, GRACE) &&
      !serving.has(pod.spec?.nodeName ?? ''),
  );
  if (serving.size === 0 || stranded.length === 0) return undefined;
  const nodes = [
    ...new Set(stranded.map(({ pod }) => pod.spec?.nodeName ?? '')),
  ];
  const complaints = stranded.flatMap(each => complaintsAbout(each, context));
  const [{ pod, setting, host }] = stranded;
  return {
    detector: 'service.internal-local-gap',
    subject: referenceTo(service),
    severity: complaints.length > 0 ? 'high' : 'medium',
    message: `${nameOf(referenceTo(service))} answers only on nodes that have an endpoint of it, and ${describe(nodes)} ${nodes.length === 1 ? 'has' : 'have'} none while pods there use it`,
    evidence: [
      field(service, 'spec.internalTrafficPolicy', 'Local'),
      field(setting.object, setting.path, host),
      field(pod, 'spec.nodeName', pod.spec?.nodeName),
      ...complaints.slice(0, 1),
    ],
    affected: stranded.map(each =>
      affectedPod(each.pod, { container: each.container }),
    ),
  };
}

function externalGap(
  service: Service,
  context: DetectionContext,
): FamilyDraft | undefined {
  const { snapshot } = context;
  const { spec, metadata } = service;
  if (spec?.type !== 'NodePort' || spec.externalTrafficPolicy !== 'Local')
    return undefined;
  if (metadata.deletionTimestamp || snapshot.readState('Node') !== 'complete')
    return undefined;
  if (!olderThan(snapshot, metadata.creationTimestamp, NODE_GRACE))
    return undefined;
  const serving = servingNodes(service, context);
  const lacking = snapshot
    .all('Node')
    .filter(
      each => takesPods(each, context) && !serving.has(each.metadata.name),
    );
  if (serving.size === 0 || lacking.length === 0) return undefined;
  return {
    detector: 'service.external-local-gap',
    subject: referenceTo(service),
    severity: 'low',
    message: `${nameOf(referenceTo(service))} opens its port on every node but answers on ${serving.size} only: ${describe(lacking.map(each => each.metadata.name))} ${lacking.length === 1 ? 'has' : 'have'} no endpoint`,
    evidence: [
      field(service, 'spec.externalTrafficPolicy', 'Local'),
      ...slicesOf(service, context)
        .slice(0, MOST_NAMED)
        .map(slice =>
          field(
            slice,
            'endpoints[*].nodeName',
            (slice.endpoints ?? []).map(each => each.nodeName ?? null),
          ),
        ),
    ],
  };
}

/** Nodes with a ready endpoint, and those on which one is being replaced. */
function servingNodes(service: Service, context: DetectionContext) {
  const { snapshot, graph } = context;
  const listed = slicesOf(service, context).flatMap(slice =>
    (slice.endpoints ?? [])
      .filter(each => each.conditions?.ready !== false)
      .map(each => each.nodeName ?? ''),
  );
  const changing = graph
    .podsSelectedBy(service)
    .filter(
      pod =>
        pod.metadata.deletionTimestamp ||
        (!isReady(pod) && !olderThan(snapshot, notReadySince(pod), GRACE)),
    )
    .map(pod => pod.spec?.nodeName ?? '');
  const ready = listed.filter(Boolean);
  return new Set(ready.length > 0 ? [...ready, ...changing] : []);
}

function takesPods(
  node: KnownKinds['Node'],
  { snapshot }: DetectionContext,
): boolean {
  const ready = conditionOf(node, 'Ready');
  return (
    ready?.status === 'True' &&
    olderThan(snapshot, ready.lastTransitionTime, NODE_GRACE) &&
    !node.spec?.unschedulable &&
    !(node.spec?.taints ?? []).some(each => each.effect !== 'PreferNoSchedule')
  );
}

function describe(nodes: readonly string[]) {
  const more = nodes.length - MOST_NAMED;
  return `${nodes.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
