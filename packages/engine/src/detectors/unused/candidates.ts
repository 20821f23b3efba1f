import { TEMPLATED_KINDS } from '../../graph/workloads';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { days, olderThan } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { API_RESOURCES } from '../../snapshot/resources';
import { isSystemNamespace } from '../shared/namespaces';

/** How long nobody may have used an object before it is told. */
const GRACE = days(7);

/** Kinds that may use others by name, without which nothing can be called unused. */
export const USING_KINDS: readonly string[] = [
  'Pod',
  ...TEMPLATED_KINDS,
  'ServiceAccount',
  'Ingress',
  'CustomResourceDefinition',
];

export const UNUSED_SILENT =
  'Objects younger than seven days, in a system namespace, or with an owner. Names that any argument, variable, annotation, custom resource or right mentions. Clusters with custom resources that were not read and may mention them.';

/** Labels by which tools and people file objects, and nobody looks for them. */
const FILING_LABEL =
  /^(?:app|name|release|heritage|chart|component|tier|version|team|owner|env|environment)$|^app\.kubernetes\.io\/|^helm\.sh\/chart$|^(?:kustomize|helm)\.toolkit\.fluxcd\.io\/|^argocd\.argoproj\.io\/instance$|^k8slens-edit-resource-version$/;

/** Whether an object is old enough, is nobody's and was seen together with everything that may use it. */
export function mayBeUnused(
  { metadata }: Pick<KubernetesObject, 'metadata'>,
  snapshot: ClusterSnapshot,
): boolean {
  return (
    !metadata.ownerReferences?.length &&
    olderThan(snapshot, metadata.creationTimestamp, GRACE) &&
    !metadata.deletionTimestamp &&
    !isSystemNamespace(metadata.namespace) &&
    USING_KINDS.every(
      kind => snapshot.readState(kind, metadata.namespace) === 'complete',
    ) &&
    !hasUnreadCustomKinds(snapshot)
  );
}

/** Whether something may find an object by its labels, as sidecars find dashboards. */
export function hasMeaningfulLabels({
  metadata,
}: Pick<KubernetesObject, 'metadata'>): boolean {
  return Object.keys(metadata.labels ?? {}).some(
    key => !FILING_LABEL.test(key),
  );
}

const readings = new WeakMap<ClusterSnapshot, boolean>();

/** Groups of add-ons of which the kinds that name other objects are read. */
const KNOWN_GROUPS: ReadonlySet<string> = new Set(
  API_RESOURCES.flatMap(({ group, optional }) => (optional ? [group] : [])),
);

/** Whether the cluster serves custom kinds that were not read, and of which it is not known what they mention. */
function hasUnreadCustomKinds(snapshot: ClusterSnapshot): boolean {
  const known = readings.get(snapshot);
  if (known !== undefined) return known;
  const found = snapshot.all('CustomResourceDefinition').some(({ spec }) => {
    const group = spec?.group ?? '';
    const kind = `${spec?.names?.kind}.${group}`;
    return (
      !KNOWN_GROUPS.has(group) &&
      snapshot.all(kind).length === 0 &&
      snapshot.readOf(kind)?.state !== 'complete'
    );
  });
  readings.set(snapshot, found);
  return found;
}
