import { ObjectReference } from '../../findings/Finding';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { kindKey } from '../../snapshot/resources';

type Autoscaler = KnownKinds['HorizontalPodAutoscaler'];

const readings = new WeakMap<ClusterSnapshot, Map<string, Autoscaler>>();

const SCALABLE: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'Rollout.argoproj.io',
]);

/** The object of a workload that states how many pods it wants; undefined for one that does not, or that was not read. */
export function scalableOf(
  subject: ObjectReference,
  snapshot: ClusterSnapshot,
): { object: KubernetesObject; replicas: number } | undefined {
  const object = snapshot.get(
    kindKey(subject),
    subject.namespace,
    subject.name,
  ) as KubernetesObject | undefined;
  if (!object || !SCALABLE.has(kindKey(subject))) return undefined;
  const { replicas = 1 } = (object.spec ?? {}) as { replicas?: number };
  return { object, replicas };
}

/** The autoscaler that decides on a workload's number of pods. */
export function autoscalerOf(
  { kind, namespace, name }: ObjectReference,
  snapshot: ClusterSnapshot,
): Autoscaler | undefined {
  const known = readings.get(snapshot);
  const index =
    known ??
    new Map(
      snapshot.all('HorizontalPodAutoscaler').map(each => {
        const { kind: target, name: of } = each.spec?.scaleTargetRef ?? {};
        return [`${each.metadata.namespace}/${target}/${of}`, each];
      }),
    );
  if (!known) readings.set(snapshot, index);
  return index.get(`${namespace}/${kind}/${name}`);
}
