import { ObjectReference } from '../../findings/Finding';
import { absence, field, referenceTo } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';

const GRACE = minutes(2);
const METRICS_API: ObjectReference = {
  apiVersion: 'apiregistration.k8s.io/v1',
  kind: 'APIService',
  name: 'v1beta1.metrics.k8s.io',
};
const RESOURCE_METRICS = ['Resource', 'ContainerResource'];

export const metricsServerAbsent: Detector = {
  id: 'hpa.metrics-server-absent',
  title: 'Nothing serves the metrics that autoscalers need',
  tier: 'problem',
  kinds: ['APIService', 'HorizontalPodAutoscaler'],
  documentation: {
    speaks:
      'A HorizontalPodAutoscaler older than two minutes scales by CPU or memory, and the API v1beta1.metrics.k8s.io is not registered or has been unavailable for two minutes.',
    silent:
      'Clusters whose autoscalers use custom or external metrics only, and autoscalers that get their metrics all the same.',
    sources: [
      'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#support-for-metrics-apis',
    ],
  },

  *detect(context) {
    const blind = context.snapshot
      .all('HorizontalPodAutoscaler')
      .filter(scaler => needsMetrics(scaler, context));
    if (blind.length === 0) return;
    const outage = outageOf(context);
    if (!outage) return;
    const [first] = blind;
    yield {
      subject: METRICS_API,
      severity: 'high',
      message: `${outage.message}, so ${blind.length === 1 ? `autoscaler ${first.metadata.namespace}/${first.metadata.name} does` : `${blind.length} autoscalers do`} not scale`,
      evidence: [
        ...outage.evidence,
        field(first, 'spec.metrics', first.spec?.metrics),
      ],
      affected: blind.map(each => ({
        ...referenceTo(each),
        since: conditionOf(each, 'ScalingActive')?.lastTransitionTime,
      })),
      ...(outage.since ? { since: outage.since } : {}),
    };
  },
};

/** An autoscaler without a list of metrics scales by CPU. One that is served says ScalingActive=True. */
function needsMetrics(
  scaler: KnownKinds['HorizontalPodAutoscaler'],
  { snapshot }: DetectionContext,
) {
  const { metadata, spec } = scaler;
  const metrics = spec?.metrics ?? [];
  const active = conditionOf(scaler, 'ScalingActive');
  return (
    !metadata.deletionTimestamp &&
    olderThan(snapshot, metadata.creationTimestamp, GRACE) &&
    active?.status !== 'True' &&
    active?.reason !== 'ScalingDisabled' &&
    (metrics.length === 0 ||
      metrics.some(each => RESOURCE_METRICS.includes(each.type)))
  );
}

function outageOf({ snapshot }: DetectionContext) {
  const { name } = METRICS_API;
  const api = snapshot.lookup('APIService', undefined, name);
  if (api.state === 'unknown') return undefined;
  if (api.state === 'absent') {
    // Every API server registers its own APIs, so none at all means that nobody looked.
    return snapshot.all('APIService').length === 0
      ? undefined
      : {
          message: `The API ${name} is not registered`,
          evidence: [absence(METRICS_API)],
        };
  }
  const condition = conditionOf(api.object, 'Available');
  if (condition?.status !== 'False') return undefined;
  if (!olderThan(snapshot, condition.lastTransitionTime, GRACE))
    return undefined;
  const { service } = api.object.spec ?? {};
  return {
    message: `The API ${name} is not available (${condition.message ?? condition.reason ?? 'no reason given'})`,
    evidence: [
      field(
        api.object,
        'status.conditions[Available].message',
        condition.message,
      ),
      ...(service ? [field(api.object, 'spec.service', service)] : []),
    ],
    since: condition.lastTransitionTime,
  };
}
