import { Evidence, ObjectReference } from '../../findings/Finding';
import {
  absence,
  eventEvidence,
  field,
  referenceTo,
} from '../../findings/evidence';
import { Workload, podTemplateOf } from '../../graph/workloads';
import { conditionOf, statusIsCurrent } from '../../snapshot/conditions';
import { minutes, olderThan, seconds } from '../../snapshot/durations';
import { eventTime } from '../../snapshot/events';
import { Webhook, webhooksNamed } from '../admission/webhooks';
import { DetectionContext } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { REFUSAL_CLASSES, classifyRefusal } from './refusalClasses';
import { isShortOfPods } from './replicas';

const GRACE = seconds(30);
const FRESH = minutes(15);

const CREATORS = [
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
] as const;

/** A controller's failed attempt to create a pod, or a CronJob's to create a Job. */
export interface Refusal {
  message: string;
  evidence: Evidence;
  since?: string;
}

/** Pods, and Jobs of CronJobs, that the API server refuses to create, so that there is no pod to look at. ReplicaSets say so in a condition; others only in events. */
export const refusedPods = detectorFamily({
  rows: REFUSAL_CLASSES.map(row => ({
    ...row,
    explainedBy:
      row.id === 'create.refused-other'
        ? REFUSAL_CLASSES.map(each => each.id).filter(id => id !== row.id)
        : [],
  })),
  tier: 'problem',
  kinds: [],
  concludesFrom: [...CREATORS, 'Event'],
  documentation: {
    silent:
      'The first half minute, events older than a quarter of an hour, and workloads that have the pods they want.',
  },

  *read(context) {
    const { snapshot, graph } = context;
    const collector = new DraftCollector();
    // A Deployment repeats what its ReplicaSets say.
    const isRepeated = snapshot.readState('ReplicaSet') === 'complete';
    for (const kind of CREATORS) {
      if (kind === 'Deployment' && isRepeated) continue;
      for (const creator of snapshot.all(kind).filter(isShortOfPods)) {
        const refusal = refusalOf(creator, context);
        if (!refusal || !olderThan(snapshot, refusal.since, GRACE)) continue;
        collector.add(
          draftOf(creator, graph.topOwner(creator), refusal, context),
        );
      }
    }
    yield* collector.drafts();
  },
});

/** Why a workload that is short of pods does not get them, in the words of the API server. Undefined where pods are created, or may be. */
export function refusalOf(
  creator: Workload,
  { snapshot, graph }: DetectionContext,
): Refusal | undefined {
  if (creator.metadata.deletionTimestamp || !isShortOfPods(creator))
    return undefined;
  const condition = conditionOf(creator, 'ReplicaFailure');
  if (condition?.status === 'True' && statusIsCurrent(creator)) {
    if (condition.reason !== 'FailedCreate') return undefined;
    const message = condition.message ?? '';
    return {
      message,
      evidence: field(
        creator,
        'status.conditions[ReplicaFailure].message',
        message,
      ),
      since: condition.lastTransitionTime,
    };
  }
  if (['ReplicaSet', 'Deployment'].includes(creator.kind)) return undefined;
  const [created] = graph.eventsOf(creator, { reasons: ['SuccessfulCreate'] });
  const createdAt = created ? Date.parse(eventTime(created) ?? '') : 0;
  const events = graph
    .eventsOf(creator, { reasons: ['FailedCreate'], within: FRESH })
    .filter(each => Date.parse(eventTime(each) ?? '') >= createdAt);
  const event = events[0];
  const oldest = events.at(-1);
  if (!event || !oldest) return undefined;
  // What the controller tried once a moment ago may have been put right since; it retries with growing pauses.
  const first = oldest.firstTimestamp ?? eventTime(oldest);
  return snapshot.age(first) === undefined
    ? undefined
    : {
        message: event.message ?? '',
        evidence: eventEvidence(event),
        since: first,
      };
}

function draftOf(
  creator: Workload,
  owner: ObjectReference,
  { message, evidence, since }: Refusal,
  context: DetectionContext,
): FamilyDraft {
  const { refusal, key } = classifyRefusal(message);
  const supporting = crossCheck(refusal.id, creator, key, context);
  const shared = sharedSubject(refusal.id, owner, key, message, context);
  return {
    detector: refusal.id,
    severity: refusal.severity,
    ...(shared ?? { subject: owner, ...(key ? { key } : {}) }),
    message: readable(message),
    evidence: [evidence, ...supporting],
    affected: [
      {
        ...(shared ? owner : referenceTo(creator)),
        ...(since ? { since } : {}),
      },
    ],
    ...(since ? { since } : {}),
  };
}

/** A webhook that is down and a namespace that goes away are problems of their own, not of each workload. */
function sharedSubject(
  id: string,
  owner: ObjectReference,
  key: string | undefined,
  message: string,
  context: DetectionContext,
): { subject: ObjectReference; key?: string } | undefined {
  if (id === 'create.webhook-unreachable' && key)
    return webhookNamed(key, message, context);
  return id === 'create.namespace-terminating' && owner.namespace
    ? {
        subject: { apiVersion: 'v1', kind: 'Namespace', name: owner.namespace },
      }
    : undefined;
}

/** The configuration that declares the webhook; only the webhook's name while no configuration that was read does. */
function webhookNamed(
  name: string,
  message: string,
  context: DetectionContext,
): { subject: ObjectReference; key?: string } {
  const declared = webhooksNamed(name, context);
  // A mutating and a validating configuration often share the name: the address that was called tells them apart.
  const called = declared.find(each => message.includes(addressOf(each)));
  const webhook = called ?? declared[0];
  return webhook
    ? { subject: referenceTo(webhook.configuration), key: name }
    : { subject: { kind: 'AdmissionWebhook', name } };
}

/** A webhook's address as the API server's error spells it. */
function addressOf({ declared }: Webhook) {
  const { service, url = '' } = declared.clientConfig ?? {};
  return service
    ? `${service.name}.${service.namespace}.svc:${service.port ?? 443}${service.path ?? '/'}?`
    : url;
}

/** Objects that bear the message out. */
function crossCheck(
  id: string,
  creator: Workload,
  key: string | undefined,
  { snapshot }: DetectionContext,
): Evidence[] {
  const { namespace } = creator.metadata;
  const spec = podTemplateOf(creator)?.template.spec;
  switch (id) {
    case 'create.quota-exceeded':
    case 'create.quota-needs-requests': {
      const [name] = key?.split('/') ?? [];
      const quota = snapshot.get('ResourceQuota', namespace, name);
      return quota
        ? [
            field(quota, 'status.hard', quota.status?.hard ?? quota.spec?.hard),
            field(quota, 'status.used', quota.status?.used),
          ]
        : [];
    }
    case 'create.limitrange-violation':
      return snapshot
        .inNamespace('LimitRange', namespace)
        .map(range => field(range, 'spec.limits', range.spec?.limits));
    case 'create.podsecurity-violation': {
      const label = 'pod-security.kubernetes.io/enforce';
      const found = snapshot.get('Namespace', undefined, namespace);
      return found
        ? [
            field(
              found,
              `metadata.labels.${label}`,
              found.metadata.labels?.[label],
            ),
          ]
        : [];
    }
    case 'create.service-account-missing': {
      const name = spec?.serviceAccountName ?? key;
      const found = snapshot.lookup('ServiceAccount', namespace, name);
      return name && found.state === 'absent'
        ? [
            absence({
              apiVersion: 'v1',
              kind: 'ServiceAccount',
              namespace,
              name,
            }),
          ]
        : [];
    }
    case 'create.priority-class-missing': {
      const found = snapshot.lookup('PriorityClass', undefined, key);
      return key && found.state === 'absent'
        ? [
            absence({
              apiVersion: 'scheduling.k8s.io/v1',
              kind: 'PriorityClass',
              name: key,
            }),
          ]
        : [];
    }
    default:
      return [];
  }
}

/** The API server's words without the names of pods that never came to be. */
function readable(message: string) {
  return message
    .replace(/^\(combined from similar events\): /, '')
    .replace(/^Error creating(?: job)?: /, '')
    .replace(/^jobs\.batch "[^"]*" is forbidden: /, 'Jobs are refused: ')
    .replace(/^Create Pod \S+ in StatefulSet \S+ failed error: /, '')
    .replace(/^pods "[^"]*" is forbidden: /, 'Pods are refused: ');
}
