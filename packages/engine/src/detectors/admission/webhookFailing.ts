import { Evidence } from '../../findings/Finding';
import { eventEvidence, field, referenceTo } from '../../findings/evidence';
import { append } from '../../append';
import { conditionOf } from '../../snapshot/conditions';
import { minutes, within } from '../../snapshot/durations';
import { eventCount, eventTime } from '../../snapshot/events';
import { DetectionContext, Detector } from '../Detector';
import {
  WEBHOOK_KINDS,
  examinedConfigurations,
  Webhook,
  coversPods,
  webhooksOf,
} from './webhooks';

const FRESH = minutes(15);
const CALL_FAILED = /failed calling webhook "?(?<name>[^\s":]{1,253})"?/i;

/** Somebody's word that a webhook could not be called. */
interface Report {
  evidence: Evidence;
  times: number;
  since?: string;
}

export const webhookFailing: Detector = {
  id: 'webhook.failing',
  title: 'Admission webhook fails when called',
  tier: 'problem',
  kinds: WEBHOOK_KINDS,
  concludesFrom: ['Event', 'ReplicaSet'],
  explainedBy: [
    'webhook.service-missing',
    'webhook.no-endpoints',
    'webhook.ca-invalid',
  ],
  documentation: {
    speaks:
      'A ReplicaSet says in its condition ReplicaFailure that a webhook could not be called, or events of the last 15 minutes have said so at least twice.',
    silent:
      'A single failed call, objects whose controller succeeded since, and webhooks that no configuration declares any more.',
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
    ],
  },

  examines: examinedConfigurations,

  *detect(context) {
    const reports = reportsByWebhook(context);
    if (reports.size === 0) return;
    for (const webhook of webhooksOf(context)) {
      const said = reports.get(webhook.name) ?? [];
      const times = said.reduce((sum, each) => sum + each.times, 0);
      if (times < 2) continue;
      const { configuration, name, path, declared } = webhook;
      const [since] = said
        .flatMap(each => (each.since ? [each.since] : []))
        .sort((a, b) => Date.parse(a) - Date.parse(b));
      yield {
        subject: referenceTo(configuration),
        key: name,
        severity: coversPods(webhook) ? 'critical' : 'high',
        message: `Calls of webhook ${name} fail, and requests are refused for it`,
        evidence: [
          ...said.slice(0, 3).map(each => each.evidence),
          field(configuration, `${path}.clientConfig`, target(declared)),
        ],
        ...(since ? { since } : {}),
      };
    }
  },
};

/** Without the bundle, which nobody can read. */
function target({ clientConfig }: Webhook['declared']) {
  const { service, url } = clientConfig ?? {};
  return service ?? url;
}

function reportsByWebhook({ snapshot, graph }: DetectionContext) {
  const reports = new Map<string, Report[]>();
  for (const replicaSet of snapshot.all('ReplicaSet')) {
    const condition = conditionOf(replicaSet, 'ReplicaFailure');
    if (condition?.status !== 'True') continue;
    const name = webhookIn(condition.message);
    if (!name) continue;
    const path = 'status.conditions[ReplicaFailure].message';
    append(reports, name, {
      evidence: field(replicaSet, path, condition.message),
      // The controller tries again and again while the condition stands.
      times: 2,
      since: condition.lastTransitionTime,
    });
  }
  for (const event of snapshot.all('Event')) {
    const name = webhookIn(event.message);
    const time = eventTime(event);
    if (!name || !within(snapshot, time, FRESH)) continue;
    const {
      apiVersion = 'v1',
      kind = '',
      ...about
    } = event.involvedObject ?? {};
    const metadata = { ...about, name: about.name ?? '' };
    const [succeeded] = graph.eventsOf(
      { apiVersion, kind, metadata },
      { reasons: ['SuccessfulCreate'] },
    );
    if (succeeded && isLater(eventTime(succeeded), time)) continue;
    append(reports, name, {
      evidence: eventEvidence(event),
      times: eventCount(event),
      since: event.firstTimestamp ?? time,
    });
  }
  return reports;
}

function isLater(one: string | undefined, other: string | undefined) {
  return Date.parse(one ?? '') > Date.parse(other ?? '');
}

function webhookIn(message: string | undefined) {
  return message && CALL_FAILED.exec(message)?.groups?.name;
}
