import {
  KubernetesObject,
  ObjectReference,
  referenceKey,
} from '@opsagent/engine';
import { ClusterView } from '../cluster/ClusterView';
import { Privacy } from './Privacy';

type Pod = ReturnType<ClusterView['graph']['podsOf']>[number];

/** Kinds that keep the templates which their owner had before. */
const REVISIONS = ['ReplicaSet', 'ControllerRevision'] as const;

/**
 * Learns what is private from objects of which a model is about to be told something, and from what stands behind them: their owners with all pods and revisions. What a log, an event or a change
 * repeats, only these show to be private.
 */
export function learnFromObjects(
  told: Iterable<ObjectReference>,
  { graph, snapshot }: Pick<ClusterView, 'graph' | 'snapshot'>,
  privacy: Pick<Privacy, 'learnFrom'>,
): void {
  const owners = new Map<string, ObjectReference>();
  for (const reference of told) {
    const object = find(reference, snapshot);
    if (object) privacy.learnFrom(object);
    const owner = object ? graph.topOwner(object) : reference;
    owners.set(referenceKey(owner), owner);
  }
  for (const owner of owners.values()) {
    const object = find(owner, snapshot);
    if (object) privacy.learnFrom(object);
    for (const pod of differing(graph.podsOf(owner)))
      privacy.learnFrom(pod as KubernetesObject);
  }
  const namespaces = new Set([...owners.values()].map(each => each.namespace));
  for (const namespace of namespaces)
    for (const kind of namespace ? REVISIONS : [])
      for (const revision of snapshot.inNamespace(kind, namespace))
        if (owners.has(referenceKey(graph.topOwner(revision))))
          privacy.learnFrom(revision as KubernetesObject);
}

/** One pod for each environment: an owner may have thousands, made from one template. */
function differing(pods: readonly Pod[]): Iterable<Pod> {
  const environments = new Map<string, Pod>();
  for (const pod of pods) {
    const { containers = [], initContainers = [] } = pod.spec ?? {};
    const key = JSON.stringify(
      [...initContainers, ...containers].map(({ env }) => env),
    );
    if (!environments.has(key)) environments.set(key, pod);
  }
  return environments.values();
}

function find(
  { kind, namespace, name }: ObjectReference,
  snapshot: ClusterView['snapshot'],
): KubernetesObject | undefined {
  const found = snapshot.lookup(kind, namespace, name);
  return found.state === 'present'
    ? (found.object as unknown as KubernetesObject)
    : undefined;
}
