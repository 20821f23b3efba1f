import type { ServicePort } from 'kubernetes-types/core/v1';
import { nameOf } from '../../detectors/shared/sightings';
import { referenceTo } from '../../findings/evidence';
import { podTemplateOf } from '../../graph/workloads';
import { KnownKinds } from '../../snapshot/objects';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule, Requirement } from '../RecommendationRule';
import { Situation } from '../Situation';
import {
  change,
  look,
  manifest,
  operations,
  patchStep,
  pointer,
  replace,
  test,
} from '../steps';
import { referenceCorrection } from './referenceCorrection';

type Service = KnownKinds['Service'];

/** The Service's selector with the values, or else the keys, that the nearest workload's pods carry. */
function selectorMeant({ graph }: Situation, service: Service) {
  const { namespace } = service.metadata;
  const selector = service.spec?.selector ?? {};
  const nearest = graph.nearestWorkload(namespace, selector);
  if (!nearest) return undefined;
  const { labels, workload } = nearest;
  const corrected = Object.fromEntries(
    Object.entries(selector).flatMap(([key, value]) => {
      if (labels[key] !== undefined) return [[key, labels[key]]];
      const [other] =
        Object.entries(labels).find(each => each[1] === value) ?? [];
      return other ? [[other, value]] : [];
    }),
  );
  const own = (
    workload.spec as { selector?: { matchLabels?: Record<string, string> } }
  )?.selector?.matchLabels;
  const isUnique = (candidate: Record<string, string>) =>
    Object.keys(candidate).length > 0 &&
    graph
      .workloadsStamping(namespace, candidate)
      .filter(
        ({ metadata }) =>
          !metadata.ownerReferences?.some(each => each.controller),
      ).length === 1;
  const proposed = isUnique(corrected)
    ? corrected
    : own && isUnique({ ...corrected, ...own })
      ? { ...corrected, ...own }
      : undefined;
  return proposed && { proposed, workload: referenceTo(workload) };
}

const onlyOneWorkload: Requirement = {
  text: 'The new selector matches pods of one workload only, and no switch between two of them is under way',
};

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

export const serviceRules: readonly RecommendationRule[] = [
  {
    id: 'fix-service-selector',
    title: 'Let the Service select its pods',
    causes: ['service-selector-wrong'],
    action: 'patch-selector',
    risk: 'low',
    prior: 0.94,
    minutes: 2,
    requires: [onlyOneWorkload],
    verify: 'The Service has ready endpoints, all of one workload',
    undo: 'Write the former selector again',
    plan(situation) {
      const service = situation.object('Service');
      if (!service) return undefined;
      const target = referenceTo(service);
      const current = service.spec?.selector ?? {};
      const meant = selectorMeant(situation, service);
      const selector =
        meant?.proposed ??
        blank(
          'SELECTOR',
          'labels that the pods it is meant for carry, and no others',
        );
      const path = pointer('spec', 'selector');
      return {
        target,
        parameters: [
          meant && {
            name: 'selector',
            current,
            proposed: meant.proposed,
            because: `${nameOf(meant.workload)} comes closest, and its pods carry it`,
          },
        ],
        steps: [
          look(
            'See what labels the pods carry',
            kubectl`get pods -n ${target.namespace} --show-labels`,
          ),
          patchStep(
            'Correct the selector',
            operations(target, test(path, current), replace(path, selector)),
          ),
        ],
        rollback: [
          patchStep(
            'Write the former selector again',
            operations(target, replace(path, current)),
          ),
        ],
        verification: [
          look(
            'See its endpoints',
            kubectl`get endpointslices -n ${target.namespace} -l kubernetes.io/service-name=${target.name}`,
          ),
        ],
      };
    },
  },
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
  {
    id: 'fix-service-reference',
    title: 'Correct host, port or scheme where it is referred to',
    causes: ['service-name-wrong', 'scheme-or-protocol-wrong'],
    findings: ['ref.service-missing', 'ref.service-port-unknown'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.9,
    minutes: 5,
    requires: ['No other workload shares the value and needs it as it is'],
    verify: 'The reference leads to a Service with ready endpoints',
    undo: 'Write the former value again',
    plan(situation) {
      if (situation.has('sts.governing-service-missing'))
        return governingService(situation);
      return ingressBackend(situation) ?? referenceCorrection(situation);
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

/** The place of an Ingress's backend in its evidence. */
function ingressPlace(situation: Situation) {
  const ingress = situation.object('Ingress');
  const use = situation.field(/(?:\.backend|defaultBackend)$/);
  if (!ingress || !use) return undefined;
  const segments = use.path.replace(/\[(\d+)\]/g, '.$1').split('.');
  return {
    target: referenceTo(ingress),
    backend: use.value as {
      service?: { name?: string; port?: { name?: string; number?: number } };
    },
    at: (...rest: string[]) => pointer(...segments, ...rest),
  };
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

function ingressBackend(situation: Situation) {
  const place = ingressPlace(situation);
  const name = place?.backend.service?.name;
  if (!place || !name) return undefined;
  const near = situation.surroundings.servicesNear({
    name,
    namespace: place.target.namespace,
  });
  const own = near.filter(
    ({ metadata }) => metadata.namespace === place.target.namespace,
  );
  const [only] = own.length === 1 ? own : [];
  const proposed =
    only?.metadata.name ??
    blank('SERVICE', 'a Service of the same namespace that serves this path');
  const path = place.at('service', 'name');
  return {
    target: place.target,
    parameters: [
      only && {
        name: 'service',
        current: name,
        proposed: only.metadata.name,
        because: 'the only Service of the namespace with nearly that name',
      },
    ],
    steps: [
      look(
        'See which Services there are',
        kubectl`get services -n ${place.target.namespace}`,
      ),
      patchStep(
        'Route to one that exists',
        operations(place.target, test(path, name), replace(path, proposed)),
      ),
      change(`Or make Service ${name} anew from its source`),
    ],
    rollback: [
      patchStep(
        'Write the former name again',
        operations(place.target, replace(path, name)),
      ),
    ],
  };
}

/** The name that a StatefulSet gives its governing Service cannot be changed: the Service has to be made. */
function governingService(situation: Situation) {
  const set = situation.object('StatefulSet');
  const name = set?.spec?.serviceName;
  if (!set || !name) return undefined;
  const { namespace } = set.metadata;
  const ports = (podTemplateOf(set)?.template.spec?.containers ?? [])
    .flatMap(each => each.ports ?? [])
    .map(({ name: portName, containerPort, protocol }) => ({
      name: portName ?? `port-${containerPort}`,
      port: containerPort,
      ...(protocol ? { protocol } : {}),
    }));
  const service = { apiVersion: 'v1', kind: 'Service', namespace, name };
  return {
    target: service,
    parameters: [
      {
        name: 'selector',
        proposed: set.spec?.selector?.matchLabels ?? {},
        because: 'the labels by which the StatefulSet knows its own pods',
      },
    ],
    steps: [
      patchStep(
        'Make the headless Service',
        manifest(service, {
          spec: {
            clusterIP: 'None',
            publishNotReadyAddresses: true,
            selector: set.spec?.selector?.matchLabels ?? {},
            ...(ports.length > 0 ? { ports } : {}),
          },
        }),
      ),
    ],
    rollback: [change('Delete the Service', kubectl`delete ${on(service)}`)],
  };
}
