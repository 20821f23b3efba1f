import { absence, field, referenceTo } from '../../findings/evidence';
import {
  Condition,
  conditionOf,
  statusIsCurrent,
} from '../../snapshot/conditions';
import { minutes, olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { kindKey, resourceOfKind } from '../../snapshot/resources';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { rivals } from './duplicateTarget';
import { targetOf } from './scaleTarget';

type Autoscaler = KnownKinds['HorizontalPodAutoscaler'];

/** Reasons for which an autoscaler rests as it should, and one that has a row of its own. */
const NO_METRIC_TROUBLE = ['ScalingDisabled', 'AmbiguousSelector'];

/** Horizontal autoscalers that cannot do their work, by what they say in their conditions. */
export const autoscalerConditions = detectorFamily({
  rows: [
    {
      id: 'hpa.target-missing',
      title: 'Autoscaler targets an object that does not exist',
      documentation: {
        speaks:
          'An autoscaler older than a minute names a target that does not exist.',
        silent: 'Targets of kinds that are not read.',
      },
    },
    {
      id: 'hpa.cannot-scale',
      title: 'Autoscaler cannot change the scale',
      documentation: {
        speaks:
          'For two minutes an autoscaler has reported that it can neither read nor change the scale of its target.',
      },
      explainedBy: ['hpa.target-missing'],
    },
    {
      id: 'hpa.metrics-unavailable',
      title: 'Autoscaler gets no metrics',
      documentation: {
        speaks:
          'For five minutes an autoscaler has reported that it cannot get or compute a metric.',
        silent: 'Targets scaled to zero, for which scaling is off.',
      },
      explainedBy: ['hpa.target-missing', 'hpa.request-missing'],
    },
    {
      id: 'hpa.ambiguous-selector',
      title: 'Several autoscalers scale the same pods',
      documentation: {
        speaks:
          'An autoscaler reports that the pods it would scale are selected by another one as well, and rests.',
        silent:
          'Autoscalers with the same target, which are one finding about that target.',
      },
    },
    {
      id: 'hpa.at-max',
      title: 'Autoscaler has reached its maximum',
      documentation: {
        speaks:
          'For a quarter of an hour an autoscaler has wanted more replicas than its maximum, and the target has as many as that.',
        silent: 'A maximum that equals the minimum.',
      },
    },
  ],
  tier: 'problem',
  kinds: ['HorizontalPodAutoscaler'],
  documentation: {
    sources: [
      'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale-walkthrough/#appendix-horizontal-pod-autoscaler-status-conditions',
    ],
  },

  *read(context) {
    const sharing = rivals(context.snapshot);
    for (const scaler of context.snapshot.all('HorizontalPodAutoscaler')) {
      if (scaler.metadata.deletionTimestamp) continue;
      yield* targetMissing(scaler, context);
      if (!statusIsCurrent(scaler)) continue;
      yield* cannotScale(scaler, context);
      yield* metricsUnavailable(scaler, context, sharing.has(scaler));
      yield* atMax(scaler, context);
    }
  },
});

function* targetMissing(
  scaler: Autoscaler,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const target = targetOf(scaler);
  if (
    !target ||
    !olderThan(snapshot, scaler.metadata.creationTimestamp, seconds(60))
  )
    return;
  const kind = kindKey(target);
  if (!resourceOfKind(kind)) return;
  const { namespace, name } = target;
  if (snapshot.lookup(kind, namespace, name).state !== 'absent') return;
  const condition = conditionOf(scaler, 'AbleToScale');
  yield {
    detector: 'hpa.target-missing',
    subject: referenceTo(scaler),
    key: `${target.kind}/${name}`,
    severity: 'high',
    message: `${target.kind} ${namespace}/${name} does not exist`,
    evidence: [
      field(scaler, 'spec.scaleTargetRef', scaler.spec?.scaleTargetRef),
      absence(target),
      ...(condition?.message ? [evidenceOf(scaler, condition)] : []),
    ],
    since: condition?.lastTransitionTime,
  };
}

function* cannotScale(
  scaler: Autoscaler,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const condition = conditionOf(scaler, 'AbleToScale');
  if (condition?.status !== 'False') return;
  if (!olderThan(snapshot, condition.lastTransitionTime, minutes(2))) return;
  yield {
    detector: 'hpa.cannot-scale',
    ...fromCondition(scaler, condition, 'high'),
    ...(condition.reason ? { key: condition.reason } : {}),
  };
}

function* metricsUnavailable(
  scaler: Autoscaler,
  { snapshot }: DetectionContext,
  hasRival: boolean,
): Iterable<FamilyDraft> {
  const condition = conditionOf(scaler, 'ScalingActive');
  if (condition?.status !== 'False') return;
  const { reason = '' } = condition;
  if (reason === 'AmbiguousSelector') {
    // Autoscalers of one target are told as one finding about that target.
    if (hasRival) return;
    yield {
      detector: 'hpa.ambiguous-selector',
      ...fromCondition(scaler, condition, 'medium'),
    };
    return;
  }
  if (NO_METRIC_TROUBLE.includes(reason)) return;
  if (!/^FailedGet|^InvalidMetricSourceType|^FailedComputeMetrics/.test(reason))
    return;
  if (!olderThan(snapshot, condition.lastTransitionTime, minutes(5))) return;
  const metric = metricOf(condition.message ?? '', scaler);
  yield {
    detector: 'hpa.metrics-unavailable',
    ...fromCondition(scaler, condition, 'high'),
    ...(metric ? { key: metric } : {}),
  };
}

/** The controller names the metric in its message; an autoscaler with one metric leaves no doubt. */
function metricOf(message: string, { spec }: Autoscaler) {
  const [metric, ...others] = spec?.metrics ?? [];
  if (metric && others.length === 0) {
    return (
      metric.resource?.name ??
      (metric as { containerResource?: { name?: string } }).containerResource
        ?.name ??
      metric.pods?.metric.name ??
      metric.object?.metric.name ??
      metric.external?.metric.name
    );
  }
  return (
    /failed to get (\S{1,253}) (?:utilization|resource metric)/i.exec(
      message,
    )?.[1] ?? /for (?:resource|metric) "?([^\s":]{1,253})/i.exec(message)?.[1]
  );
}

function* atMax(
  scaler: Autoscaler,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const { spec, status } = scaler;
  const condition = conditionOf(scaler, 'ScalingLimited');
  if (condition?.status !== 'True') return;
  if (condition.reason !== 'TooManyReplicas') return;
  const { maxReplicas, minReplicas = 1 } = spec ?? {};
  if (maxReplicas === undefined || maxReplicas <= minReplicas) return;
  if (status?.currentReplicas !== maxReplicas) return;
  if (!olderThan(snapshot, condition.lastTransitionTime, minutes(15))) return;
  yield {
    detector: 'hpa.at-max',
    subject: referenceTo(scaler),
    severity: 'medium',
    message: `${scaler.metadata.namespace}/${scaler.metadata.name} wants more than its maximum of ${maxReplicas} replicas`,
    evidence: [
      field(scaler, 'spec.maxReplicas', maxReplicas),
      field(scaler, 'status.currentReplicas', status.currentReplicas),
      field(scaler, 'status.currentMetrics', status.currentMetrics),
      evidenceOf(scaler, condition),
    ],
    since: condition.lastTransitionTime,
  };
}

function fromCondition(
  scaler: Autoscaler,
  condition: Condition,
  severity: 'high' | 'medium',
): Omit<FamilyDraft, 'detector' | 'key'> {
  return {
    subject: referenceTo(scaler),
    severity,
    message: condition.message ?? condition.reason ?? 'No reason given',
    evidence: [
      field(
        scaler,
        `status.conditions[${condition.type}].reason`,
        condition.reason,
      ),
      evidenceOf(scaler, condition),
    ],
    since: condition.lastTransitionTime,
  };
}

function evidenceOf(scaler: Autoscaler, { type, message }: Condition) {
  return field(scaler, `status.conditions[${type}].message`, message);
}
