import { ObjectReference } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { targetOf } from './scaleTarget';

type Autoscaler = KnownKinds['HorizontalPodAutoscaler'];

/** Targets of several autoscalers. */
export const duplicateTarget: Detector = {
  id: 'hpa.duplicate-target',
  title: 'Several autoscalers have the same target',
  tier: 'problem',
  kinds: ['HorizontalPodAutoscaler'],
  documentation: {
    speaks:
      'Two or more autoscalers have the same target. Since Kubernetes 1.26 they see that and rest, all of them; before, they undo each other’s work.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/',
    ],
  },

  *detect({ snapshot }) {
    for (const { target, scalers } of scalersByTarget(snapshot).values()) {
      if (scalers.length < 2) continue;
      const names = scalers.map(each => each.metadata.name).sort();
      const resting = restingOf(scalers);
      yield {
        subject: target,
        severity: 'medium',
        message: `${target.kind} ${target.namespace}/${target.name} is scaled by ${names.join(' and ')}${resting ? ', which rest for that reason' : ''}`,
        evidence: [
          ...scalers.map(each =>
            field(each, 'spec.scaleTargetRef', each.spec?.scaleTargetRef),
          ),
          ...(resting?.evidence ?? []),
        ],
        affected: scalers.map(referenceTo),
        ...(resting?.since ? { since: resting.since } : {}),
      };
    }
  },
};

/** What the controller says of those that share their target. */
function restingOf(scalers: readonly Autoscaler[]) {
  for (const each of scalers) {
    const condition = conditionOf(each, 'ScalingActive');
    if (condition?.status !== 'False') continue;
    if (condition.reason !== 'AmbiguousSelector') continue;
    const path = 'status.conditions[ScalingActive].message';
    return {
      evidence: [field(each, path, condition.message)],
      since: condition.lastTransitionTime,
    };
  }
  return undefined;
}

interface Scaled {
  target: ObjectReference;
  scalers: Autoscaler[];
}

/** Autoscalers by the object that they scale. */
function scalersByTarget(snapshot: ClusterSnapshot): Map<string, Scaled> {
  const byTarget = new Map<string, Scaled>();
  for (const scaler of snapshot.all('HorizontalPodAutoscaler')) {
    const target = targetOf(scaler);
    if (!target || scaler.metadata.deletionTimestamp) continue;
    const key = `${target.kind}/${target.namespace}/${target.name}`;
    const known = byTarget.get(key);
    if (known) known.scalers.push(scaler);
    else byTarget.set(key, { target, scalers: [scaler] });
  }
  return byTarget;
}

/** Autoscalers that share their target with another. */
export function rivals(snapshot: ClusterSnapshot): ReadonlySet<Autoscaler> {
  return new Set(
    [...scalersByTarget(snapshot).values()]
      .filter(each => each.scalers.length > 1)
      .flatMap(each => each.scalers),
  );
}
