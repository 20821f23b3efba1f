import type { ServicePort } from 'kubernetes-types/core/v1';
import { field } from '../../findings/evidence';
import { mayEnforcePolicies } from '../../network/mayEnforcePolicies';
import { mayHaveOtherPolicies } from '../../network/mayHaveOtherPolicies';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { isHurt } from '../references/consumerTrouble';
import {
  ServiceReference,
  serviceReferences,
} from '../references/serviceReferences';
import { failingSince, notReadySince } from '../shared/pods';
import { servicePort } from '../shared/servicePort';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { blockedBackends } from './blockedBackends';
import { connectionSymptoms } from './connectionSymptoms';
import {
  POLICY_SILENCE,
  POLICY_SOURCES,
  namesOf,
  ruleFields,
} from './policyWords';
import { WantedConnection, rememberingRefusals } from './refusalOf';

type Service = KnownKinds['Service'];

export const blockedDependencies: Detector = {
  id: 'netpol.blocks-dependency',
  title: 'Network policies keep the pods from a Service that they use',
  tier: 'risk',
  kinds: ['NetworkPolicy', 'Pod', 'Service', 'Namespace', 'DaemonSet'],
  concludesFrom: [
    'ConfigMap',
    'CustomResourceDefinition',
    'Ingress',
    'IngressClass',
  ],
  documentation: {
    speaks:
      'The configuration of a workload names a Service, or an Ingress routes to one, and network policies let the workload, or the ingress controller, connect to none of the Service’s pods. A problem where its log tells that connections to the Service time out or are refused, or where a container fails whose log was not captured, while the Service’s pods are ready; for an ingress controller also where a network plugin runs that is known to enforce policies.',
    silent: POLICY_SILENCE,
    sources: POLICY_SOURCES,
  },

  *detect(context) {
    if (!mayEnforcePolicies(context.snapshot)) return;
    if (context.snapshot.all('NetworkPolicy').length === 0) return;
    yield* groupSightings(sightings(context));
    yield* blockedBackends(context);
  },
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  const isUncertain = mayHaveOtherPolicies(snapshot);
  const refusalOf = rememberingRefusals(context);
  for (const reference of serviceReferences(context)) {
    const { pod, container, namespace, name, host } = reference;
    const service = snapshot.get('Service', namespace, name);
    const refusal = service && refusalOf(connectionOf(reference, service));
    if (!refusal) continue;
    const symptoms = connectionSymptoms(reference, refusal.providers, snapshot);
    if (isUncertain && !symptoms) continue;
    const { port, by, direction, providers } = refusal;
    const subject = graph.topOwner(pod);
    const provider = graph.topOwner(providers[0]);
    yield {
      subject,
      key: `${nameOf(provider)}:${port}`,
      tier: symptoms ? ('problem' as const) : ('risk' as const),
      severity: symptoms ? ('high' as const) : ('medium' as const),
      message: `Container ${container} of ${nameOf(subject)} connects to ${host}, but ${namesOf(by)} ${by.length === 1 ? 'allows' : 'allow'} no ${direction} for port ${port} of ${nameOf(provider)}`,
      evidence: [
        ...ruleFields(by, direction),
        field(reference.setting.object, reference.setting.path, host),
        field(service, 'spec.ports', service.spec?.ports),
        ...(symptoms ?? []),
      ],
      affected: affectedPod(pod, {
        container,
        ...(symptoms && isHurt(reference, context)
          ? { since: failingSince(pod, container, context, notReadySince(pod)) }
          : {}),
      }),
    };
  }
}

function connectionOf(
  { pod, port, scheme, ofPod }: ServiceReference,
  service: Service,
): WantedConnection {
  const isDirect = ofPod || service.spec?.clusterIP === 'None';
  return {
    from: pod,
    service,
    target: portMeant(service, port, scheme),
    ...(isDirect && port !== undefined ? { direct: port } : {}),
  };
}

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
]);

function portMeant(
  service: Service,
  wanted: number | undefined,
  scheme: string | undefined,
): ServicePort | undefined {
  const number = wanted ?? DEFAULT_PORTS.get(scheme ?? '');
  const ports = service.spec?.ports ?? [];
  return (
    servicePort(service, { number }) ??
    (wanted === undefined && ports.length === 1 ? ports[0] : undefined)
  );
}
