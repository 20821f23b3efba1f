import { field, referenceTo } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';

const GRACE = seconds(60);

export const apiServiceUnavailable: Detector = {
  id: 'apiservice.unavailable',
  title: 'Aggregated API is not available',
  tier: 'problem',
  kinds: ['APIService'],
  explainedBy: ['hpa.metrics-server-absent'],
  documentation: {
    speaks:
      'An APIService that a Service in the cluster serves has had the condition Available=False for a minute. Its kinds cannot be read, and no namespace can be deleted meanwhile.',
    silent: 'APIs that the API server serves itself.',
    sources: [
      'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/',
    ],
  },

  *detect({ snapshot }) {
    for (const api of snapshot.all('APIService')) {
      const service = api.spec?.service;
      if (
        !service?.name ||
        !service.namespace ||
        api.metadata.deletionTimestamp
      )
        continue;
      const condition = conditionOf(api, 'Available');
      if (condition?.status !== 'False') continue;
      if (!olderThan(snapshot, condition.lastTransitionTime, GRACE)) continue;
      const { reason, message } = condition;
      yield {
        subject: referenceTo(api),
        ...(reason ? { key: reason } : {}),
        severity: 'high',
        message: `API ${groupVersion(api)}, served by ${service.namespace}/${service.name}, is not available: ${message ?? reason ?? 'no reason given'}`,
        evidence: [
          field(api, 'status.conditions[Available].status', 'False'),
          field(api, 'status.conditions[Available].reason', reason),
          field(api, 'status.conditions[Available].message', message),
          field(api, 'spec.service', service),
        ],
        since: condition.lastTransitionTime,
      };
    }
  },
};

/** An APIService is named after the version and group that it serves. */
function groupVersion({ metadata, spec }: KnownKinds['APIService']) {
  return spec?.group && spec.version
    ? `${spec.group}/${spec.version}`
    : metadata.name;
}
