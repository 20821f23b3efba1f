import { podTemplateOf } from '../../graph/workloads';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import {
  change,
  look,
  manifest,
  operations,
  patchStep,
  replace,
  test,
} from '../steps';
import { ingressPlace } from './ingressPlace';
import { referenceCorrection } from './referenceCorrection';

export const serviceReferenceRules: readonly RecommendationRule[] = [
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
