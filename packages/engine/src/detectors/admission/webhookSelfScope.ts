import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { field, referenceTo } from '../../findings/evidence';
import { matchesSelector } from '../../graph/labels';
import { DetectionContext, Detector } from '../Detector';
import {
  WEBHOOK_KINDS,
  examinedConfigurations,
  Webhook,
  coversPods,
  webhooksOf,
} from './webhooks';

export const webhookSelfScope: Detector = {
  id: 'webhook.self-scope',
  title: 'Admission webhook must admit its own pods',
  tier: 'risk',
  kinds: [...WEBHOOK_KINDS, 'Namespace'],
  concludesFrom: ['Service', 'Pod'],
  documentation: {
    speaks:
      'A webhook with `failurePolicy: Fail` is asked about new pods of the namespace that it runs in, or of kube-system. Once its last pod is gone, it refuses the pod that would replace it, and after an outage the parts of the cluster that live in kube-system.',
    silent:
      'Webhooks called by URL, those with `matchConditions`, and those whose object selector leaves the pods out.',
    sources: [
      'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
    ],
  },

  examines: examinedConfigurations,

  *detect(context) {
    for (const webhook of webhooksOf(context)) {
      const { configuration, name, path, declared, isRequired } = webhook;
      const own = declared.clientConfig?.service?.namespace;
      if (!own || !isRequired || !coversPods(webhook)) continue;
      if (conditionsOf(declared).length > 0) continue;
      const namespaces = [...new Set([own, 'kube-system'])].filter(each =>
        isSubject(each, webhook, context),
      );
      if (namespaces.length === 0) continue;
      yield {
        subject: referenceTo(configuration),
        key: name,
        severity: 'medium',
        message: namespaces.includes(own)
          ? `Webhook ${name} must admit the pods of namespace ${own}, where it runs itself: once it is down, nothing can start it`
          : `Webhook ${name} must admit the pods of kube-system: while it is down, the cluster's own parts cannot start`,
        evidence: [
          field(
            configuration,
            `${path}.namespaceSelector`,
            declared.namespaceSelector ?? {},
          ),
          field(
            configuration,
            `${path}.objectSelector`,
            declared.objectSelector ?? {},
          ),
          field(configuration, `${path}.clientConfig.service.namespace`, own),
        ],
      };
    }
  },
};

/** Whether pods of a namespace are put to the webhook; unless stated, selectors match everything. */
function isSubject(
  name: string,
  { declared }: Webhook,
  { snapshot, graph }: DetectionContext,
) {
  const namespace = snapshot.get('Namespace', undefined, name);
  if (!namespace) return false;
  const { namespaceSelector = {}, objectSelector = {} } = declared;
  const { labels } = namespace.metadata;
  if (!matchesSelector(namespaceSelector, labels)) return false;
  if (isEmpty(objectSelector)) return true;

  const { service } = declared.clientConfig;
  const serving = snapshot.get('Service', service?.namespace, service?.name);
  const pods =
    name === service?.namespace
      ? serving && graph.podsSelectedBy(serving)
      : snapshot.inNamespace('Pod', name);
  return (pods ?? []).some(pod =>
    matchesSelector(objectSelector, pod.metadata.labels),
  );
}

function isEmpty({ matchLabels, matchExpressions }: LabelSelector) {
  return (
    Object.keys(matchLabels ?? {}).length === 0 &&
    (matchExpressions ?? []).length === 0
  );
}

function conditionsOf(declared: object): readonly unknown[] {
  const { matchConditions } = declared as { matchConditions?: unknown };
  return Array.isArray(matchConditions) ? matchConditions : [];
}
