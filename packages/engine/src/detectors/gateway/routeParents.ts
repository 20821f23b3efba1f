import { Evidence } from '../../findings/Finding';
import { absence, field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan, seconds } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, listOf, textOf } from '../../snapshot/untyped';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import {
  conditionEvidence,
  reportedCondition,
  wordsOf,
} from '../shared/reportedCondition';
import { nameOf } from '../shared/sightings';
import { Refusal, refusalOf } from './attachment';
import { GATEWAY_API, GATEWAY_KINDS, ROUTE_KINDS } from './gatewayKinds';
import {
  ParentReference,
  hostnamesOf,
  parentStatus,
  parentsOf,
  settledRoutes,
} from './routes';

const GRACE = seconds(60);
const CLAIM_GRACE = minutes(5);
const [HTTP_ROUTE, ...OTHER_ROUTES] = ROUTE_KINDS;

/** Routes that hang on nothing: by what they and the Gateways say, else by what a controller says. */
export const routeParents = detectorFamily({
  rows: [
    {
      id: 'route.parent-missing',
      title: 'Route is attached to an object that does not exist',
      documentation: {
        speaks:
          'An entry of parentRefs names a Gateway, or for a mesh a Service, that does not exist.',
        silent: 'Parents of other kinds.',
      },
    },
    {
      id: 'route.listener-unmatched',
      title: 'No listener of the Gateway fits the route',
      documentation: {
        speaks:
          'No listener of the Gateway has the section name or port that the route asks for, or none that may take the route has a host name in common with it.',
        silent: 'The controller has accepted the route in its present form.',
      },
    },
    {
      id: 'route.not-allowed',
      title: 'No listener of the Gateway admits the route',
      concludesFrom: ['Namespace', ...OTHER_ROUTES],
      documentation: {
        speaks:
          'Each listener that the route asks for takes routes of other namespaces only, or of other kinds.',
        silent: 'The controller has accepted the route in its present form.',
      },
    },
    {
      id: 'route.not-accepted',
      title: 'Route is not accepted, or refers to what cannot be resolved',
      explainedBy: [
        'route.parent-missing',
        'route.listener-unmatched',
        'route.not-allowed',
        'route.backend-missing',
        'route.backend-port-missing',
        'route.reference-not-granted',
      ],
      documentation: {
        speaks:
          'A controller says since a minute that it refuses the route for a parent, or that it cannot resolve what the route refers to.',
      },
    },
    {
      id: 'route.unclaimed',
      title: 'No controller has taken up the route',
      documentation: {
        speaks:
          'A route is five minutes old, its Gateway is accepted, and no controller has written anything into its status.',
        silent: 'Routes whose Gateways are not accepted themselves.',
      },
    },
  ],
  tier: 'problem',
  kinds: [HTTP_ROUTE, GATEWAY_KINDS.gateway],
  concludesFrom: OTHER_ROUTES,
  documentation: {
    sources: [
      'https://gateway-api.sigs.k8s.io/concepts/api-overview/#attaching-routes-to-gateways',
      'https://gateway-api.sigs.k8s.io/reference/spec/#parentreference',
    ],
  },

  *read(context) {
    for (const route of settledRoutes(context.snapshot)) {
      const parents = parentsOf(route);
      for (const parent of parents) {
        yield* staticFault(route, parent, context);
        yield* reportedFault(route, parent, context);
      }
      yield* unclaimed(route, parents, context);
    }
  },
});

function* staticFault(
  route: KubernetesObject,
  parent: ParentReference,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const isGateway = parent.kind === 'Gateway' && parent.group === GATEWAY_API;
  if (!isGateway && (parent.kind !== 'Service' || parent.group !== '')) return;
  const kind = isGateway ? GATEWAY_KINDS.gateway : 'Service';
  const found = snapshot.lookup(kind, parent.namespace, parent.name);
  const reference = {
    apiVersion: isGateway ? `${GATEWAY_API}/v1` : 'v1',
    kind: parent.kind,
    namespace: parent.namespace,
    name: parent.name,
  };
  const draft = {
    subject: referenceTo(route),
    key: keyOf(route, parent),
    severity: 'high' as const,
  };
  const written = field(route, parent.path, parent.value);
  const name = nameOf(referenceTo(route));
  if (found.state === 'absent') {
    yield {
      ...draft,
      detector: 'route.parent-missing',
      message: `${name} is attached to ${nameOf(reference)}, which does not exist`,
      evidence: [written, absence(reference)],
    };
  }
  if (found.state !== 'present' || !isGateway || isAccepted(route, parent))
    return;
  const gateway = found.object as KubernetesObject;
  const refusal = refusalOf(route, parent, gateway, snapshot);
  if (!refusal) return;
  yield {
    ...draft,
    detector:
      refusal.why === 'not-allowed'
        ? 'route.not-allowed'
        : 'route.listener-unmatched',
    message: `${name} ${describe(refusal, route, parent)} of ${nameOf(reference)}`,
    evidence: [
      written,
      ...refusalEvidence(refusal, route, gateway),
      ...statusEvidence(route, parent),
    ],
  };
}

/** A controller that takes the route knows more of its listeners than the rules that all controllers share. */
function isAccepted(route: KubernetesObject, parent: ParentReference) {
  const place = parentStatus(route, parent);
  return (
    place !== undefined &&
    reportedCondition(route, 'Accepted', place)?.status === 'True'
  );
}

function describe(
  { why, listeners }: Refusal,
  route: KubernetesObject,
  { sectionName, port }: ParentReference,
) {
  const names = listeners.map(each => each.name).join(', ');
  switch (why) {
    case 'no-listener': {
      const wanted = [
        ...(sectionName ? [`named ${sectionName}`] : []),
        ...(port === undefined ? [] : [`on port ${port}`]),
      ];
      return `asks for a listener ${wanted.join(' ')}, which is none of those (${names})`;
    }
    case 'not-allowed':
      return `is admitted by no listener (${names})`;
    default:
      return `has no host name (${hostnamesOf(route).join(', ')}) in common with the listeners (${names})`;
  }
}

function refusalEvidence(
  { why, listeners }: Refusal,
  route: KubernetesObject,
  gateway: KubernetesObject,
): Evidence[] {
  const shown = listeners.slice(0, 3);
  switch (why) {
    case 'no-listener':
      return [
        field(
          gateway,
          'spec.listeners',
          listeners.map(({ name, port }) => ({ name, port })),
        ),
      ];
    case 'not-allowed':
      return shown.map(each =>
        field(gateway, `${each.path}.allowedRoutes`, each.allowedRoutes),
      );
    default:
      return [
        field(route, 'spec.hostnames', hostnamesOf(route)),
        ...shown.map(each =>
          field(gateway, `${each.path}.hostname`, each.hostname),
        ),
      ];
  }
}

function statusEvidence(route: KubernetesObject, parent: ParentReference) {
  const place = parentStatus(route, parent);
  const accepted = place && reportedCondition(route, 'Accepted', place);
  return accepted ? conditionEvidence(route, accepted) : [];
}

function* reportedFault(
  route: KubernetesObject,
  parent: ParentReference,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const place = parentStatus(route, parent);
  if (!place) return;
  for (const type of ['Accepted', 'ResolvedRefs']) {
    const condition = reportedCondition(route, type, place);
    if (condition?.status !== 'False' || condition.reason === 'Pending')
      continue;
    if (!olderThan(snapshot, condition.since, GRACE)) continue;
    const name = nameOf(referenceTo(route));
    yield {
      detector: 'route.not-accepted',
      subject: referenceTo(route),
      key: keyOf(route, parent),
      severity: 'high',
      message:
        type === 'Accepted'
          ? `${parent.kind} ${parent.namespace}/${parent.name} does not take ${name}: ${wordsOf(condition)}`
          : `${name} refers to what cannot be resolved: ${wordsOf(condition)}`,
      evidence: conditionEvidence(route, condition),
      since: condition.since,
    };
    return;
  }
}

function* unclaimed(
  route: KubernetesObject,
  parents: readonly ParentReference[],
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  if (listOf(fieldsOf(route.status).parents).length > 0) return;
  if (!olderThan(snapshot, route.metadata.creationTimestamp, CLAIM_GRACE))
    return;
  const gateways = parents
    .filter(each => each.kind === 'Gateway' && each.group === GATEWAY_API)
    .flatMap(({ namespace, name }) => {
      const found = snapshot.get(GATEWAY_KINDS.gateway, namespace, name);
      return found ? [found] : [];
    });
  const [gateway] = gateways;
  const areServed = gateways.every(
    each => reportedCondition(each, 'Accepted')?.status === 'True',
  );
  if (!gateway || !areServed) return;
  const name = textOf(fieldsOf(gateway.spec).gatewayClassName);
  yield {
    detector: 'route.unclaimed',
    subject: referenceTo(route),
    severity: 'medium',
    message: `No controller has written of ${nameOf(referenceTo(route))}, though ${nameOf(referenceTo(gateway))}${name ? ` of class ${name}` : ''} is accepted`,
    evidence: [
      field(
        route,
        'spec.parentRefs',
        parents.map(each => each.value),
      ),
      field(route, 'status.parents', fieldsOf(route.status).parents),
    ],
  };
}

/** Stays the same when entries are added or reordered. */
function keyOf(route: KubernetesObject, parent: ParentReference) {
  const { kind, namespace, name, sectionName, port } = parent;
  const place = namespace === route.metadata.namespace ? '' : `${namespace}/`;
  const section = sectionName ?? port;
  return `${kind}/${place}${name}${section === undefined ? '' : `:${section}`}`;
}
