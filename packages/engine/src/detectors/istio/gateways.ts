import { absence, field, referenceTo } from '../../findings/evidence';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import {
  Fields,
  fieldsOf,
  listOf,
  numberOf,
  textOf,
} from '../../snapshot/untyped';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { declaredContainers } from '../shared/containers';
import { isBeingIssued } from '../shared/isBeingIssued';
import { nameOf } from '../shared/sightings';
import { GatewayPods, gatewayPods } from './gatewayPods';
import { ISTIO_KINDS } from './istioKinds';
import { settledObjects } from './settledObjects';

type Pod = KnownKinds['Pod'];

/** What makes the pods of gateways. */
const WORKLOADS = ['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet'];

/** Modes in which a proxy serves with a certificate of its own. */
const SERVING_MODES: readonly unknown[] = [
  'SIMPLE',
  'MUTUAL',
  'OPTIONAL_MUTUAL',
];

/** Gateways of Istio without pods, without their certificate, or on a port that leads nowhere. */
export const gateways = detectorFamily({
  rows: [
    {
      id: 'istio.gateway-selects-nothing',
      title: 'Istio Gateway selects no pods',
      concludesFrom: WORKLOADS,
      documentation: {
        speaks:
          'The selector of a Gateway matches no pod of any namespace, and no workload that would make such pods.',
        silent:
          'A Gateway without a selector, which holds for all proxies, and where pods or workloads of some namespaces were not read.',
      },
    },
    {
      id: 'istio.gateway-credential-missing',
      title: 'Certificate of Istio Gateway does not exist',
      concludesFrom: ['Secret'],
      documentation: {
        speaks:
          'A server of a Gateway names a Secret that no namespace of the pods that serve it has.',
        silent:
          'Certificates from files, other sources than Secrets, TLS that passes through, and Secrets that cert-manager was asked for in the last quarter of an hour.',
      },
    },
    {
      id: 'istio.gateway-port-not-exposed',
      title: 'Port of Istio Gateway is exposed by no Service',
      concludesFrom: ['Service'],
      documentation: {
        speaks:
          'A server of a Gateway listens on a port that is neither port nor target port of any Service that selects the pods of the Gateway.',
        silent:
          'Pods that use the network or ports of their nodes, and pods that no Service selects.',
      },
    },
  ],
  tier: 'problem',
  kinds: [ISTIO_KINDS.gateway, 'Pod'],
  documentation: {
    sources: [
      'https://istio.io/latest/docs/reference/config/networking/gateway/',
    ],
  },

  *read(context) {
    const settled = [...settledObjects(context.snapshot, ISTIO_KINDS.gateway)];
    const serving = gatewayPods(settled, context);
    for (const gateway of settled) {
      const found = serving.get(gateway);
      if (!found || Object.keys(found.selector).length === 0) continue;
      if (found.pods.length === 0) {
        yield* selectsNothing(gateway, found, context);
        continue;
      }
      const servers = listOf(fieldsOf(gateway.spec).servers);
      const exposed = exposedPorts(found.pods, context);
      for (const [index, server] of servers.entries()) {
        const path = `spec.servers[${index}]`;
        yield* credentialMissing(gateway, found, server, path, context);
        yield* notExposed(gateway, server, path, exposed);
      }
    }
  },
});

function* selectsNothing(
  gateway: KubernetesObject,
  { selector, hasWorkload }: GatewayPods,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const isUnread = ['Pod', ...WORKLOADS].some(
    kind => snapshot.readState(kind) !== 'complete',
  );
  if (hasWorkload || isUnread) return;
  yield {
    detector: 'istio.gateway-selects-nothing',
    subject: referenceTo(gateway),
    severity: 'high',
    message: `${nameOf(referenceTo(gateway))} selects no pod of the cluster, so no proxy serves it`,
    evidence: [field(gateway, 'spec.selector', selector)],
  };
}

function* credentialMissing(
  gateway: KubernetesObject,
  { pods }: GatewayPods,
  server: Fields,
  path: string,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const tls = fieldsOf(server.tls);
  const name = textOf(tls.credentialName);
  // A name with a scheme names another source than a Secret of the proxy's namespace.
  if (!name || name.includes('://') || !SERVING_MODES.includes(tls.mode))
    return;
  const namespaces = [...new Set(pods.map(pod => pod.metadata.namespace))];
  const isMissing = namespaces.every(
    namespace =>
      snapshot.lookup('Secret', namespace, name).state === 'absent' &&
      !isBeingIssued(gateway, { namespace, name }, snapshot),
  );
  if (!isMissing) return;
  const secrets = namespaces.map(namespace => ({
    apiVersion: 'v1',
    kind: 'Secret',
    namespace,
    name,
  }));
  yield {
    detector: 'istio.gateway-credential-missing',
    subject: referenceTo(gateway),
    key: name,
    severity: 'high',
    message: `${nameOf(referenceTo(gateway))} serves with ${secrets.map(nameOf).join(', ')}, which does not exist`,
    evidence: [
      field(gateway, `${path}.tls.credentialName`, name),
      ...secrets.map(each => absence(each)),
    ],
  };
}

function* notExposed(
  gateway: KubernetesObject,
  server: Fields,
  path: string,
  exposed: ExposedPorts | undefined,
): Iterable<FamilyDraft> {
  const number = numberOf(fieldsOf(server.port).number);
  if (number === undefined || !exposed || exposed.ports.has(number)) return;
  yield {
    detector: 'istio.gateway-port-not-exposed',
    subject: referenceTo(gateway),
    key: String(number),
    severity: 'high',
    message: `${nameOf(referenceTo(gateway))} listens on port ${number}, which no Service of its pods exposes`,
    evidence: [
      field(gateway, `${path}.port`, server.port),
      ...exposed.services
        .slice(0, 3)
        .map(each => field(each, 'spec.ports', each.spec?.ports)),
    ],
  };
}

interface ExposedPorts {
  ports: ReadonlySet<number>;
  services: readonly KnownKinds['Service'][];
}

/** The ports under which Services know the pods, from outside and on the pods; undefined where other ways lead to them. */
function exposedPorts(
  pods: readonly Pod[],
  { snapshot, graph }: DetectionContext,
): ExposedPorts | undefined {
  const isElsewhere = pods.some(
    pod =>
      pod.spec?.hostNetwork ||
      declaredContainers(pod).some(({ container }) =>
        container.ports?.some(each => each.hostPort),
      ) ||
      snapshot.readState('Service', pod.metadata.namespace) !== 'complete',
  );
  const services = [
    ...new Set(pods.flatMap(pod => graph.servicesSelecting(pod))),
  ];
  if (isElsewhere || services.length === 0) return undefined;
  const names = new Map(
    pods.flatMap(pod =>
      declaredContainers(pod).flatMap(({ container }) =>
        (container.ports ?? []).map(each => [each.name, each.containerPort]),
      ),
    ) as [string | undefined, number][],
  );
  const numbers = services
    .flatMap(each => each.spec?.ports ?? [])
    .flatMap(({ port, targetPort }) => [
      port,
      typeof targetPort === 'string' ? names.get(targetPort) : targetPort,
    ]);
  const ports = numbers.filter(each => each !== undefined);
  return { ports: new Set(ports as number[]), services };
}
