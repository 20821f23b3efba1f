import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan, seconds } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, listOf, textOf } from '../../snapshot/untyped';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import {
  ReportedCondition,
  conditionEvidence,
  reportedCondition,
  wordsOf,
} from '../shared/reportedCondition';
import { nameOf } from '../shared/sightings';
import { certificateFaults } from './certificateFaults';
import { GATEWAY_KINDS } from './gatewayKinds';
import { Listener, listenersOf } from './Listener';
import { ReferenceGrants } from './ReferenceGrants';

const GRACE = seconds(60);
const CLAIM_GRACE = minutes(5);
const PROGRAM_GRACE = minutes(2);
const ADDRESS_GRACE = minutes(10);

/** Reasons under which a controller still works on a Gateway or waits for its infrastructure. */
const STILL_WORKING: readonly string[] = ['Pending', 'AddressNotAssigned'];

/** What is wrong with a listener, most telling first, and which status of the condition says so. */
const LISTENER_CONDITIONS = [
  ['Conflicted', 'True'],
  ['Accepted', 'False'],
  ['ResolvedRefs', 'False'],
  ['Programmed', 'False'],
] as const;

/** Gateways that their controller refuses or cannot set up, as a whole or in one listener. */
export const gatewayStatus = detectorFamily({
  rows: [
    {
      id: 'gateway.not-accepted',
      title: 'Gateway is not accepted',
      documentation: {
        speaks:
          'Its controller has refused a Gateway for a minute, or, though its class is served, no controller has taken it up for five.',
        silent:
          'A Gateway that is refused because of its listeners: the listeners are told of instead.',
      },
    },
    {
      id: 'gateway.not-programmed',
      title: 'Gateway is not set up',
      explainedBy: [
        'gateway.listener-invalid',
        'gateway.certificate-ref-invalid',
      ],
      documentation: {
        speaks:
          'A Gateway was accepted and its controller has said for two minutes that the data plane is not set up; ten where it still waits for an address.',
      },
    },
    {
      id: 'gateway.listener-invalid',
      title: 'Listener of Gateway is invalid',
      documentation: {
        speaks:
          'The controller says since a minute that a listener is in conflict, refused, refers to what cannot be resolved, or is not set up.',
        silent:
          'Listeners of a Gateway that is refused as a whole, and those whose certificate is known to be the reason.',
      },
    },
    {
      id: 'gateway.certificate-ref-invalid',
      title: 'Listener of Gateway has no certificate',
      concludesFrom: ['Secret', GATEWAY_KINDS.grant],
      documentation: {
        speaks:
          'A listener terminates TLS with a Secret that does not exist, or that lies in another namespace without a ReferenceGrant there.',
        silent:
          'References to other kinds than Secrets, and Secrets that cert-manager was asked for in the last quarter of an hour.',
      },
    },
  ],
  tier: 'problem',
  kinds: [GATEWAY_KINDS.gateway],
  documentation: {
    sources: [
      'https://gateway-api.sigs.k8s.io/reference/spec/#gatewaystatus',
      'https://gateway-api.sigs.k8s.io/guides/tls/',
    ],
  },

  *read(context) {
    const { snapshot } = context;
    const grants = new ReferenceGrants(snapshot);
    for (const gateway of snapshot.all(GATEWAY_KINDS.gateway)) {
      const { deletionTimestamp, creationTimestamp } = gateway.metadata;
      if (deletionTimestamp) continue;
      if (!olderThan(snapshot, creationTimestamp, GRACE)) continue;
      const withoutCertificate = new Set<string>();
      for (const fault of certificateFaults(gateway, grants, context)) {
        withoutCertificate.add(fault.key ?? '');
        yield fault;
      }
      const accepted = reportedCondition(gateway, 'Accepted');
      const isForListeners = accepted?.reason === 'ListenersNotValid';
      if (accepted?.status === 'True' || isForListeners) {
        for (const listener of listenersOf(gateway)) {
          if (!withoutCertificate.has(listener.name))
            yield* listenerInvalid(gateway, listener, context);
        }
        if (!isForListeners) yield* notProgrammed(gateway, context);
      } else if (accepted) yield* notAccepted(gateway, accepted, context);
    }
  },
});

function* notAccepted(
  gateway: KubernetesObject,
  accepted: ReportedCondition,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const isRefused = accepted.status === 'False';
  if (!isRefused && !isClassServed(gateway, snapshot)) return;
  const isWaiting = !isRefused || accepted.reason === 'Pending';
  const grace = isWaiting ? CLAIM_GRACE : GRACE;
  if (!olderThan(snapshot, accepted.since, grace)) return;
  const name = nameOf(referenceTo(gateway));
  yield {
    detector: 'gateway.not-accepted',
    subject: referenceTo(gateway),
    severity: 'high',
    message: isRefused
      ? `Its controller refuses ${name}: ${wordsOf(accepted)}`
      : `No controller has taken up ${name}`,
    evidence: conditionEvidence(gateway, accepted),
    since: accepted.since,
  };
}

/** A class that is not served is told of as such. */
function isClassServed(
  gateway: KubernetesObject,
  snapshot: DetectionContext['snapshot'],
) {
  const name = textOf(fieldsOf(gateway.spec).gatewayClassName);
  const gatewayClass = snapshot.get(GATEWAY_KINDS.class, undefined, name);
  return (
    gatewayClass !== undefined &&
    reportedCondition(gatewayClass, 'Accepted')?.status === 'True'
  );
}

function* notProgrammed(
  gateway: KubernetesObject,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const programmed = reportedCondition(gateway, 'Programmed');
  if (programmed?.status !== 'False') return;
  const isWorking = STILL_WORKING.includes(programmed.reason ?? '');
  const grace = isWorking ? ADDRESS_GRACE : PROGRAM_GRACE;
  if (!olderThan(snapshot, programmed.since, grace)) return;
  yield {
    detector: 'gateway.not-programmed',
    subject: referenceTo(gateway),
    severity: 'high',
    message: `${nameOf(referenceTo(gateway))} is not set up: ${wordsOf(programmed)}`,
    evidence: [
      ...conditionEvidence(gateway, programmed),
      field(gateway, 'status.addresses', fieldsOf(gateway.status).addresses),
    ],
    since: programmed.since,
  };
}

function* listenerInvalid(
  gateway: KubernetesObject,
  listener: Listener,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const statuses = listOf(fieldsOf(gateway.status).listeners);
  const index = statuses.findIndex(each => each.name === listener.name);
  if (index < 0) return;
  const place = {
    conditions: statuses[index].conditions,
    path: `status.listeners[${index}].conditions`,
  };
  for (const [type, bad] of LISTENER_CONDITIONS) {
    const condition = reportedCondition(gateway, type, place);
    if (condition?.status !== bad) continue;
    const isWorking = STILL_WORKING.includes(condition.reason ?? '');
    const grace = isWorking ? ADDRESS_GRACE : GRACE;
    if (!olderThan(snapshot, condition.since, grace)) continue;
    yield {
      detector: 'gateway.listener-invalid',
      subject: referenceTo(gateway),
      key: listener.name,
      severity: 'high',
      message: `Listener ${listener.name} of ${nameOf(referenceTo(gateway))} does not work: ${wordsOf(condition)}`,
      evidence: [
        field(gateway, `${listener.path}.name`, listener.name),
        ...conditionEvidence(gateway, condition),
      ],
      since: condition.since,
    };
    return;
  }
}
