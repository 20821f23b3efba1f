import type { ServicePort } from 'kubernetes-types/core/v1';
import { nameOf } from '../../detectors/shared/sightings';
import { referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import { look, operations, patchStep, pointer, replace, test } from '../steps';
import { ingressPlace } from './ingressPlace';
import { referenceCorrection } from './referenceCorrection';

type Service = KnownKinds['Service'];

/** Where a Service's ports stand that its finding names. */
function portOf({ findings }: Situation, service: Service) {
  for (const { evidence, key } of findings) {
    for (const each of evidence) {
      const [, index] =
        (each.type === 'field' &&
          each.object.kind === 'Service' &&
          /^spec\.ports\[(\d+)\]/.exec(each.path)) ||
        [];
      const port = index && service.spec?.ports?.[Number(index)];
      if (port) return { port, index: Number(index) };
    }
    const index = (service.spec?.ports ?? []).findIndex(
      each => (each.name ?? String(each.port)) === key,
    );
    if (index >= 0) return { port: service.spec!.ports![index], index };
  }
  return undefined;
}

/** The one port of the Service's pods that is of the protocol, in the way the Service names it: by name where it has one. */
function targetMeant(
  { graph }: Situation,
  service: Service,
  port: ServicePort,
): string | number | undefined {
  const [pod] = graph.podsSelectedBy(service);
  const { containers = [], initContainers = [] } = pod?.spec ?? {};
  const declared = [
    ...containers,
    ...initContainers.filter(each => each.restartPolicy === 'Always'),
  ]
    .flatMap(each => each.ports ?? [])
    .filter(each => (each.protocol ?? 'TCP') === (port.protocol ?? 'TCP'));
  const isTaken = (name: string | undefined, number: number) =>
    (service.spec?.ports ?? []).some(
      each =>
        each !== port && [name, number].includes(each.targetPort ?? each.port),
    );
  const free = declared.filter(each => !isTaken(each.name, each.containerPort));
  const [only] = free.length === 1 ? free : [];
  return only && (only.name ?? only.containerPort);
}

export const servicePortRules: readonly RecommendationRule[] = [
  {
    id: 'fix-service-port',
    title: 'Align port, target port and protocol with their users',
    causes: ['service-port-wrong'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.92,
    minutes: 5,
    requires: ['No consumer relies on the former port'],
    verify: 'The consumers are no longer refused',
    undo: 'Write the former port again',
    plan(situation) {
      const service = situation.object('Service');
      if (!service)
        return ingressPort(situation) ?? referenceCorrection(situation);
      const found = portOf(situation, service);
      if (!found) return undefined;
      const { port, index } = found;
      const target = referenceTo(service);
      const at = (field: string) => pointer('spec', 'ports', index, field);
      const isProtocol = situation.has('service.protocol-mismatch');
      const meant = isProtocol
        ? declaredProtocol(situation, service, port)
        : targetMeant(situation, service, port);
      const field = isProtocol ? 'protocol' : 'targetPort';
      const current = port[field] ?? (isProtocol ? 'TCP' : port.port);
      const proposed =
        meant ??
        blank(
          isProtocol ? 'PROTOCOL' : 'TARGET_PORT',
          'what the pods listen on, as their ports, their probes or their log say',
        );
      const write = (value: unknown) => [
        test(at('port'), port.port),
        { op: 'add', path: at(field), value },
      ];
      return {
        target,
        parameters: [
          meant === undefined
            ? undefined
            : {
                name: field,
                current,
                proposed: meant,
                because:
                  'the only port of the selected pods that no other port of the Service leads to',
              },
        ],
        steps: [
          look(
            'Compare the ports of the containers, their probes and their log',
            kubectl`get pods -n ${target.namespace} -o ${'jsonpath={range .items[*]}{.metadata.name}{.spec.containers[*].ports}{"\\n"}{end}'}`,
          ),
          patchStep(
            `Correct the ${field}`,
            operations(target, ...write(proposed)),
          ),
        ],
        rollback: [
          patchStep(
            `Write the former ${field} again`,
            operations(target, ...write(current)),
          ),
        ],
        verification: [
          look(
            'See the ports of its endpoints',
            kubectl`get endpointslices -n ${target.namespace} -l kubernetes.io/service-name=${target.name}`,
          ),
        ],
      };
    },
  },
];

function declaredProtocol(
  { graph }: Situation,
  service: Service,
  port: ServicePort,
) {
  const number = port.targetPort ?? port.port;
  const protocols = new Set(
    graph
      .podsSelectedBy(service)
      .flatMap(pod => pod.spec?.containers ?? [])
      .flatMap(each => each.ports ?? [])
      .filter(each => each.containerPort === number || each.name === number)
      .map(each => each.protocol ?? 'TCP'),
  );
  return protocols.size === 1 ? [...protocols][0] : undefined;
}

function ingressPort(situation: Situation) {
  const place = ingressPlace(situation);
  const { name, port } = place?.backend.service ?? {};
  const service =
    place && situation.snapshot.get('Service', place.target.namespace, name);
  if (!place || !service) return undefined;
  const ports = service.spec?.ports ?? [];
  const [only] = ports.length === 1 ? ports : [];
  const proposed = only
    ? { number: only.port }
    : {
        number: blank(
          'PORT',
          `one of ${ports.map(each => each.port).join(', ')}`,
        ),
      };
  const path = place.at('service', 'port');
  return {
    target: place.target,
    parameters: [
      only && port
        ? {
            name: 'port',
            current: port.number ?? port.name,
            proposed: only.port,
            because: `the only port of ${nameOf(referenceTo(service))}`,
          }
        : undefined,
    ],
    steps: [
      look(
        'See the ports of the Service',
        kubectl`get ${on(referenceTo(service))}`,
      ),
      patchStep(
        'Route to a port that it has',
        operations(
          place.target,
          test(place.at('service', 'name'), name),
          replace(path, proposed),
        ),
      ),
    ],
    rollback: [
      patchStep(
        'Write the former port again',
        operations(place.target, replace(path, port)),
      ),
    ],
  };
}
