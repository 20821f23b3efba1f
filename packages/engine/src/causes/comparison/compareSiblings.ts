import { DetectionContext } from '../../detectors/Detector';
import { isReady } from '../../detectors/shared/pods';
import { Finding } from '../../findings/Finding';
import { KnownKinds } from '../../snapshot/objects';
import { Comparison } from './Comparison';

type Pod = KnownKinds['Pod'];

const ZONE = 'topology.kubernetes.io/zone';

/** Compares the pods that a finding is about with their siblings: which revision, node and zone they have in common and to themselves. */
export function compareSiblings(
  { subject, affected }: Finding,
  { snapshot, graph }: DetectionContext,
): Comparison {
  const failing = [
    ...new Set(
      affected.flatMap(({ kind, namespace, name }) =>
        kind === 'Pod' ? (snapshot.get('Pod', namespace, name) ?? []) : [],
      ),
    ),
  ];
  const healthy =
    failing.length === 0
      ? []
      : graph
          .podsOf(subject)
          .filter(
            pod =>
              isReady(pod) &&
              !pod.metadata.deletionTimestamp &&
              !failing.includes(pod),
          );
  const revisions = new Set(failing.map(revisionOf));
  const zoneOf = (pod: Pod) =>
    snapshot.get('Node', undefined, pod.spec?.nodeName)?.metadata.labels?.[
      ZONE
    ];
  const node = exclusive(failing, healthy, pod => pod.spec?.nodeName);
  const zone = node ? undefined : exclusive(failing, healthy, zoneOf);
  return {
    failing,
    healthy,
    healthyAlike:
      revisions.size === 1
        ? healthy.filter(pod => revisions.has(revisionOf(pod)))
        : [],
    ...(node
      ? { onlyNode: { apiVersion: 'v1', kind: 'Node', name: node } }
      : {}),
    ...(zone ? { onlyZone: zone } : {}),
  };
}

/** What all of the one have in common and none of the other, which has something else. */
function exclusive(
  failing: readonly Pod[],
  healthy: readonly Pod[],
  valueOf: (pod: Pod) => string | undefined,
): string | undefined {
  const [value, ...others] = new Set(failing.map(valueOf));
  const elsewhere = healthy.map(valueOf);
  return value !== undefined &&
    others.length === 0 &&
    elsewhere.length > 0 &&
    elsewhere.every(each => each !== undefined && each !== value)
    ? value
    : undefined;
}

/** The controllers of Deployments, StatefulSets and DaemonSets label a pod with the template it was made from. */
function revisionOf({ metadata }: Pod) {
  return (
    metadata.labels?.['pod-template-hash'] ??
    metadata.labels?.['controller-revision-hash'] ??
    metadata.ownerReferences?.find(each => each.controller)?.name
  );
}
