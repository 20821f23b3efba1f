import { matchesSelector } from '../graph/labels';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds } from '../snapshot/objects';
import { parseQuantity } from '../snapshot/quantity';
import { matchesNodeSelector } from './nodeSelection';

type Claim = KnownKinds['PersistentVolumeClaim'];
type Volume = KnownKinds['PersistentVolume'];
type Node = KnownKinds['Node'];

/** Set by the scheduler on a claim of a WaitForFirstConsumer class once it has chosen a node. */
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

/** The provisioner's name in classes whose volumes are made by hand. */
export const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

const ZONE_LABELS = [
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
];

/** Whether a volume can be used on a node: its own node affinity, and the zone labels of older volume plugins. */
export function isReachableFrom(volume: Volume, node: Node): boolean {
  if (!matchesNodeSelector(volume.spec?.nodeAffinity?.required, node))
    return false;
  return ZONE_LABELS.every(label => {
    const zones = volume.metadata.labels?.[label];
    const own = node.metadata.labels?.[label];
    // A volume that lives in several zones joins them with two underscores.
    return !zones || own === undefined || zones.split('__').includes(own);
  });
}

/** What a claim without a volume waits for. */
export type ClaimWait = 'binding' | 'consumer';

/**
 * Whether an unbound claim is bound as soon as it exists, or only once its pod has a node. A claim whose class is unknown counts as the former, as it does for the
 * scheduler.
 */
export function claimWait(claim: Claim, snapshot: ClusterSnapshot): ClaimWait {
  if (claim.metadata.annotations?.[SELECTED_NODE]) return 'binding';
  const storageClass = classOf(claim, snapshot);
  return storageClass?.volumeBindingMode === 'WaitForFirstConsumer'
    ? 'consumer'
    : 'binding';
}

export function classOf(
  claim: Claim,
  snapshot: ClusterSnapshot,
): KnownKinds['StorageClass'] | undefined {
  return snapshot.get(
    'StorageClass',
    undefined,
    claim.spec?.storageClassName || undefined,
  );
}

/** A requirement of a claim that an existing volume may fail. */
export type Mismatch =
  'class' | 'capacity' | 'accessModes' | 'volumeMode' | 'selector' | 'taken';

/** Every reason why a claim cannot be bound to an existing volume. */
export function mismatches(claim: Claim, volume: Volume): Mismatch[] {
  const { spec = {} } = claim;
  const offered = volume.spec ?? {};
  const failed: Mismatch[] = [];
  if ((spec.storageClassName ?? '') !== (offered.storageClassName ?? ''))
    failed.push('class');
  const wanted = parseQuantity(spec.resources?.requests?.storage) ?? 0;
  if ((parseQuantity(offered.capacity?.storage) ?? 0) < wanted)
    failed.push('capacity');
  const modes: readonly string[] = offered.accessModes ?? [];
  if (!(spec.accessModes ?? []).every(mode => modes.includes(mode)))
    failed.push('accessModes');
  if (
    (spec.volumeMode ?? 'Filesystem') !== (offered.volumeMode ?? 'Filesystem')
  )
    failed.push('volumeMode');
  if (spec.selector && !matchesSelector(spec.selector, volume.metadata.labels))
    failed.push('selector');
  if (isTaken(claim, volume)) failed.push('taken');
  return failed;
}

function isTaken(claim: Claim, volume: Volume) {
  const holder = volume.spec?.claimRef;
  if (!holder) return (volume.status?.phase ?? 'Available') !== 'Available';
  const reserved =
    holder.name === claim.metadata.name &&
    holder.namespace === claim.metadata.namespace;
  return !reserved || Boolean(holder.uid && holder.uid !== claim.metadata.uid);
}

/** Whether a claim that waits for its consumer could be served on a node. */
export function canBeServedOn(
  claim: Claim,
  node: Node,
  snapshot: ClusterSnapshot,
): boolean {
  const storageClass = classOf(claim, snapshot);
  const exists = snapshot
    .all('PersistentVolume')
    .some(
      volume =>
        mismatches(claim, volume).length === 0 && isReachableFrom(volume, node),
    );
  if (exists) return true;
  if (!storageClass || storageClass.provisioner === NO_PROVISIONER)
    return false;
  const topologies = storageClass.allowedTopologies ?? [];
  return (
    topologies.length === 0 ||
    topologies.some(term =>
      (term.matchLabelExpressions ?? []).every(({ key, values }) =>
        values.includes(node.metadata.labels?.[key] ?? ''),
      ),
    )
  );
}
