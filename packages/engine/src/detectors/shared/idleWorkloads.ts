import { referenceTo } from '../../findings/evidence';
import { Workload } from '../../graph/workloads';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { isFullyRead, isOfAddOn } from '../../snapshot/isFullyRead';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';

/** What tools that put workloads to sleep and wake them on demand write into labels and annotations. */
const SLEEP_MARKS =
  /idl(?:e|ed|ing)\b|downscale|scale-?to-?zero|sablier|snorlax|sleep|autoscaling\.knative\.dev/i;

const scaled = new WeakMap<ClusterSnapshot, ReadonlySet<string>>();

/** Whether a workload wants no pods. */
export function isScaledToZero(workload: Workload): boolean {
  return (workload as KnownKinds['Deployment']).spec?.replicas === 0;
}

/** Kinds whose objects decide how many pods a workload has. */
export const SCALERS = [
  'HorizontalPodAutoscaler',
  'ScaledObject.keda.sh',
] as const;

/**
 * Whether something else than a person decides how many pods a workload has, or may: an autoscaler, an idler, or the custom resource that owns it. Where autoscalers
 * could not be read, there may be one.
 */
export function mayBeScaledByOthers(
  workload: Workload,
  { snapshot }: DetectionContext,
): boolean {
  const { metadata } = workload;
  const marks = Object.keys({ ...metadata.annotations, ...metadata.labels });
  const target = `${metadata.namespace}/${workload.kind}/${metadata.name}`;
  return (
    (metadata.ownerReferences ?? []).some(each => each.controller) ||
    marks.some(mark => SLEEP_MARKS.test(mark)) ||
    scaleTargets(snapshot).has(target) ||
    SCALERS.some(kind => mayHoldUnread(snapshot, kind, metadata.namespace))
  );
}

/** Whether there may be objects that could not be read. An add-on of which nobody asked is taken to be absent: most clusters have none of it. */
function mayHoldUnread(
  snapshot: ClusterSnapshot,
  kind: string,
  namespace: string | undefined,
) {
  const isUnasked = snapshot.readState(kind, namespace) === 'notCaptured';
  return (
    !isFullyRead(snapshot, kind, namespace) && !(isUnasked && isOfAddOn(kind))
  );
}

/** Workloads without pods that the selector of a Service would match. */
export function idleWorkloadsBehind(
  service: KnownKinds['Service'],
  { graph }: DetectionContext,
): readonly Workload[] {
  const { namespace } = service.metadata;
  return graph
    .workloadsStamping(namespace, service.spec?.selector ?? {})
    .filter(
      each =>
        each.kind !== 'ReplicaSet' ||
        graph.topOwner(each).kind === 'ReplicaSet',
    )
    .filter(
      each =>
        isScaledToZero(each) && graph.podsOf(referenceTo(each)).length === 0,
    );
}

function scaleTargets(snapshot: ClusterSnapshot): ReadonlySet<string> {
  const known = scaled.get(snapshot);
  if (known) return known;
  const scalers = SCALERS.flatMap(kind => [...snapshot.all(kind)]);
  const targets = new Set(
    scalers.flatMap(({ metadata, spec }) => {
      const { scaleTargetRef: target } = (spec ?? {}) as {
        scaleTargetRef?: { kind?: string; name?: string };
      };
      return target
        ? [
            `${metadata.namespace}/${target.kind ?? 'Deployment'}/${target.name}`,
          ]
        : [];
    }),
  );
  scaled.set(snapshot, targets);
  return targets;
}
