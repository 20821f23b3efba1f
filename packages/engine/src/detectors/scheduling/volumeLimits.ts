import { append } from '../../append';
import { Evidence } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { claimNamesOf } from '../../scheduling/NodeLoad';
import { classOf } from '../../scheduling/volumeBinding';
import { oncePerObject } from '../../oncePerObject';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';

type Pod = KnownKinds['Pod'];

/** More examples than these tell a reader nothing new. */
const EXAMPLES = 3;

/** The driver of a pod's volumes whose limit nodes have reached, and nodes that show it. */
export interface VolumeLimit {
  driver: string;
  evidence: Evidence[];
}

interface FullNode {
  node: KnownKinds['CSINode'];
  index: number;
  count: number;
}

/** Nodes with as many volumes of a driver as they can attach, by driver. */
const fullNodes = oncePerObject((snapshot: ClusterSnapshot) => {
  const attached = new Map<string, number>();
  for (const { spec } of snapshot.all('VolumeAttachment')) {
    const key = `${spec?.nodeName}/${spec?.attacher}`;
    attached.set(key, (attached.get(key) ?? 0) + 1);
  }
  const full = new Map<string, FullNode[]>();
  for (const node of snapshot.all('CSINode')) {
    for (const [index, driver] of (node.spec?.drivers ?? []).entries()) {
      const count = driver.allocatable?.count;
      const used = attached.get(`${node.metadata.name}/${driver.name}`) ?? 0;
      if (count === undefined || used < count) continue;
      append(full, driver.name, { node, index, count });
    }
  }
  return full;
});

/**
 * Which driver's limit keeps a pod off the nodes, as far as their CSINodes and the attached volumes tell. The scheduler only says that there is one.
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-limits/#dynamic-volume-limits
 */
export function volumeLimitOf(
  pod: Pod,
  snapshot: ClusterSnapshot,
): VolumeLimit | undefined {
  const drivers = driversOf(pod, snapshot);
  const full = fullNodes(snapshot);
  const driver = drivers.find(each => full.has(each));
  const nodes = driver === undefined ? undefined : full.get(driver);
  return driver !== undefined && nodes
    ? {
        driver,
        evidence: nodes
          .slice(0, EXAMPLES)
          .map(({ node, index, count }) =>
            field(node, `spec.drivers[${index}].allocatable.count`, count),
          ),
      }
    : undefined;
}

function driversOf(pod: Pod, snapshot: ClusterSnapshot): string[] {
  return claimNamesOf(pod).flatMap(name => {
    const claim = snapshot.get(
      'PersistentVolumeClaim',
      pod.metadata.namespace,
      name,
    );
    const volume = snapshot.get(
      'PersistentVolume',
      undefined,
      claim?.spec?.volumeName,
    );
    const driver =
      volume?.spec?.csi?.driver ??
      (claim && classOf(claim, snapshot)?.provisioner);
    return driver ? [driver] : [];
  });
}
