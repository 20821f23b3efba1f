import { ObjectReference } from '../findings/Finding';
import { referenceTo } from '../findings/evidence';
import { referenceKey } from '../findings/referenceKey';
import { DetectionContext } from '../detectors/Detector';
import { ResourceGraph } from '../graph/ResourceGraph';
import { Workload, podTemplateOf } from '../graph/workloads';
import { oncePerObject } from '../oncePerObject';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { days } from '../snapshot/durations';
import { KnownKinds, KubernetesObject } from '../snapshot/objects';

/** Older than any grace of a rule: what manifests say of each other does not change with time. */
const AGE = days(1);

/** A made pod has a node, as one that waits for a node needs nothing yet. */
const ANY_NODE = 'any';

/** Where a made pod comes from. */
export interface PodOrigin {
  workload: ObjectReference;
  /** Where the fields of the pod stand in the workload. */
  path: string;
}

export interface AppliedManifests {
  context: DetectionContext;
  /** The origins of made pods, by the keys of references to the pods. */
  origins: ReadonlyMap<string, PodOrigin>;
}

/** Manifests as they would stand in a cluster: a day old, and with one pod of each workload, made from its template and without a status. */
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
    const applied = new ClusterSnapshot({
      cluster: snapshot.cluster,
      capturedAt: snapshot.capturedAt,
      objects: [
        ...kinds.flatMap<KubernetesObject>(kind => snapshot.all(kind)),
        ...pods,
      ].map(object => ({
        ...object,
        metadata: { ...object.metadata, creationTimestamp },
      })),
      reads: kinds.map(kind => ({ kind, state: snapshot.readState(kind) })),
      otherKinds: 'notCaptured',
    });
    return {
      context: { snapshot: applied, graph: new ResourceGraph(applied) },
      origins,
    };
  },
);

type PodTemplate = NonNullable<ReturnType<typeof podTemplateOf>>['template'];

function podOf(
  { apiVersion, kind, metadata: { namespace, name } }: Workload,
  { metadata, spec }: PodTemplate,
): KubernetesObject {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata,
      // Tells apart the pods of two workloads of one name.
      name: `${name}-${kind.toLowerCase()}`,
      ...(namespace ? { namespace } : {}),
      ownerReferences: [{ apiVersion, kind, name, uid: '', controller: true }],
    },
    spec: { ...spec, nodeName: ANY_NODE },
  };
  return pod as unknown as KubernetesObject & KnownKinds['Pod'];
}
