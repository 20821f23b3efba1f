import { ObjectReference } from '../findings/Finding';
import { referenceTo } from '../findings/evidence';
import { referenceKey } from '../findings/referenceKey';
import { DetectionContext } from '../detectors/Detector';
import { isScaledToZero } from '../detectors/shared/idleWorkloads';
import { ResourceGraph } from '../graph/ResourceGraph';
import { Workload, podTemplateOf } from '../graph/workloads';
import { oncePerObject } from '../oncePerObject';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { days } from '../snapshot/durations';
import { KubernetesObject } from '../snapshot/objects';
import { isFilledByOthers } from './isFilledByOthers';
import { namesMadeElsewhere } from './namesMadeElsewhere';

/** Older than any grace of a rule: what manifests say of each other does not change with time. */
const AGE = days(1);

/** A made pod has a node, as one that waits for a node needs nothing yet. */
const ANY_NODE = 'any';

const RUN_TO_AN_END: readonly string[] = ['CronJob', 'Job'];

/** Where a made pod comes from. */
export interface PodOrigin {
  workload: ObjectReference;
  /** Where the fields of the pod stand in the workload. */
  path: string;
}

export interface AppliedManifests {
  context: DetectionContext;
  /** The manifests themselves. */
  manifests: ClusterSnapshot;
  /** The origins of made pods, by the keys of references to the pods. */
  origins: ReadonlyMap<string, PodOrigin>;
}

/**
 * Manifests as they would stand in a cluster: a day old, and with one pod of each workload, made from its template and without a status. ConfigMaps and Secrets to which
 * a cluster may add keys are left out, so that nothing is concluded from their contents.
 */
export const appliedManifests = oncePerObject(
  (graph: ResourceGraph): AppliedManifests => {
    const { snapshot } = graph;
    const origins = new Map<string, PodOrigin>();
    const pods: KubernetesObject[] = [];
    for (const workload of graph.workloads()) {
      const found = podTemplateOf(workload);
      if (!found?.template.spec) continue;
      const pod = podOf(workload, found.template);
      pods.push(pod);
      origins.set(referenceKey(referenceTo(pod)), {
        workload: referenceTo(workload),
        path: found.path,
      });
    }
    const creationTimestamp = new Date(
      snapshot.capturedAt.getTime() - AGE,
    ).toISOString();
    const kinds = snapshot.kinds();
    const made = namesMadeElsewhere(snapshot);
    const objects = kinds
      .flatMap<KubernetesObject>(kind => snapshot.all(kind))
      .filter(each => !mayHoldMore(each, made))
      .map(each => (each.kind === 'Pod' ? onNode(each) : each));
    const applied = new ClusterSnapshot({
      cluster: snapshot.cluster,
      capturedAt: snapshot.capturedAt,
      objects: [...objects, ...pods].map(object => ({
        ...object,
        metadata: { ...object.metadata, creationTimestamp },
      })),
      reads: kinds.map(kind => ({ kind, state: snapshot.readState(kind) })),
      otherKinds: 'notCaptured',
    });
    return {
      context: { snapshot: applied, graph: new ResourceGraph(applied) },
      manifests: snapshot,
      origins,
    };
  },
);

function mayHoldMore(object: KubernetesObject, made: ReadonlySet<string>) {
  return (
    (object.kind === 'ConfigMap' || object.kind === 'Secret') &&
    (isFilledByOthers(object) || made.has(object.metadata.name))
  );
}

function onNode(pod: KubernetesObject): KubernetesObject {
  return { ...pod, spec: { ...(pod.spec as object), nodeName: ANY_NODE } };
}

type PodTemplate = NonNullable<ReturnType<typeof podTemplateOf>>['template'];

function podOf(workload: Workload, { metadata, spec }: PodTemplate) {
  const { apiVersion, kind } = workload;
  const { namespace, name } = workload.metadata;
  const { labels, ...others } = metadata ?? {};
  const pod: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...others,
      ...(labels && lasts(workload) ? { labels } : {}),
      // Tells apart the pods of two workloads of one name.
      name: `${name}-${kind.toLowerCase()}`,
      ...(namespace ? { namespace } : {}),
      ownerReferences: [{ apiVersion, kind, name, uid: '', controller: true }],
    },
    spec: { ...spec },
  };
  return onNode(pod);
}

/** Whether a workload always has pods for a Service to lead to. Those of others carry no labels, so that none does. */
function lasts(workload: Workload) {
  return !RUN_TO_AN_END.includes(workload.kind) && !isScaledToZero(workload);
}
