import { absence, field, referenceTo } from '../../findings/evidence';
import { append } from '../../append';
import { minutes, olderThan, seconds } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, textOf } from '../../snapshot/untyped';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import {
  conditionEvidence,
  reportedCondition,
  wordsOf,
} from '../shared/reportedCondition';
import { nameOf } from '../shared/sightings';
import { GATEWAY_API, GATEWAY_KINDS } from './gatewayKinds';

const GRACE = seconds(60);
const CLAIM_GRACE = minutes(5);

/** Gateways whose class nobody serves. */
export const gatewayClasses = detectorFamily({
  rows: [
    {
      id: 'gateway.class-missing',
      title: 'Gateway names a class that does not exist',
      documentation: {
        speaks:
          'A Gateway that is a minute old names a GatewayClass that does not exist, so no controller serves it.',
      },
    },
    {
      id: 'gateway.class-not-accepted',
      title: 'No controller serves the class of Gateways',
      documentation: {
        speaks:
          'A GatewayClass that a Gateway uses has been refused by its controller for a minute, or no controller has taken it up for five.',
        silent: 'A class that no Gateway uses.',
      },
    },
  ],
  tier: 'problem',
  kinds: [GATEWAY_KINDS.gateway, GATEWAY_KINDS.class],
  documentation: {
    sources: ['https://gateway-api.sigs.k8s.io/api-types/gatewayclass/'],
  },

  *read(context) {
    const byClass = gatewaysByClass(context);
    for (const [name, gateways] of byClass)
      yield* classMissing(name, gateways, context);
    for (const gatewayClass of context.snapshot.all(GATEWAY_KINDS.class)) {
      const users = byClass.get(gatewayClass.metadata.name);
      if (users && !gatewayClass.metadata.deletionTimestamp)
        yield* notAccepted(gatewayClass, users, context);
    }
  },
});

function gatewaysByClass({ snapshot }: DetectionContext) {
  const gateways = new Map<string, KubernetesObject[]>();
  for (const gateway of snapshot.all(GATEWAY_KINDS.gateway)) {
    const name = textOf(fieldsOf(gateway.spec).gatewayClassName);
    if (name && !gateway.metadata.deletionTimestamp)
      append(gateways, name, gateway);
  }
  return gateways;
}

function* classMissing(
  name: string,
  gateways: readonly KubernetesObject[],
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const found = snapshot.lookup(GATEWAY_KINDS.class, undefined, name);
  if (found.state !== 'absent') return;
  const apiVersion = `${GATEWAY_API}/v1`;
  for (const gateway of gateways) {
    if (!olderThan(snapshot, gateway.metadata.creationTimestamp, GRACE))
      continue;
    yield {
      detector: 'gateway.class-missing',
      subject: referenceTo(gateway),
      key: name,
      severity: 'high',
      message: `${nameOf(referenceTo(gateway))} is of class ${name}, which does not exist`,
      evidence: [
        field(gateway, 'spec.gatewayClassName', name),
        absence({ apiVersion, kind: 'GatewayClass', name }),
      ],
    };
  }
}

function* notAccepted(
  gatewayClass: KubernetesObject,
  users: readonly KubernetesObject[],
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const accepted = reportedCondition(gatewayClass, 'Accepted');
  if (!accepted || accepted.status === 'True') return;
  const isRefused = accepted.status === 'False';
  const grace = isRefused ? GRACE : CLAIM_GRACE;
  if (!olderThan(snapshot, accepted.since, grace)) return;
  const controller = textOf(fieldsOf(gatewayClass.spec).controllerName);
  yield {
    detector: 'gateway.class-not-accepted',
    subject: referenceTo(gatewayClass),
    severity: 'high',
    message: isRefused
      ? `Its controller refuses GatewayClass ${gatewayClass.metadata.name}: ${wordsOf(accepted)}`
      : `No controller has taken up GatewayClass ${gatewayClass.metadata.name}, which ${controller ?? 'nobody'} is to serve`,
    evidence: [
      field(gatewayClass, 'spec.controllerName', controller),
      ...conditionEvidence(gatewayClass, accepted),
    ],
    affected: users.map(referenceTo),
    since: accepted.since,
  };
}
