import { Evidence } from '../../findings/Finding';
import { eventEvidence, field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { isWaitingForVolumes } from './mountFailures';
import { unquietPods } from '../shared/pods';

type Pod = KnownKinds['Pod'];

const POD_GRACE = minutes(2);
/** Drivers register themselves once their pods run. */
const NODE_GRACE = minutes(3);

/** Nodes on which the driver of a volume is not registered. */
export const driverNotOnNode: Detector = {
  id: 'storage.csi-driver-not-on-node',
  title: 'Volume driver is not registered on the node',
  tier: 'problem',
  kinds: ['Pod', 'CSINode', 'Node'],
  concludesFrom: ['PersistentVolumeClaim', 'PersistentVolume'],
  documentation: {
    speaks:
      'A pod has waited for its volumes on a node for more than two minutes, and the node\u2019s CSINode does not list the driver of one of them, be it of a PersistentVolume or of an inline CSI volume.',
    silent:
      'Nodes younger than three minutes, on which drivers still register themselves, volumes without a CSI driver, and nodes without a CSINode.',
    sources: [
      'https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/csi-node-v1/',
      'https://kubernetes-csi.github.io/docs/csi-node-object.html',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    const collector = new DraftCollector();
    for (const pod of unquietPods(context)) {
      const since = pod.status?.startTime ?? pod.metadata.creationTimestamp;
      if (!isWaitingForVolumes(pod) || !olderThan(snapshot, since, POD_GRACE))
        continue;
      const name = pod.spec?.nodeName;
      const node = snapshot.get('Node', undefined, name);
      const csiNode = snapshot.get('CSINode', undefined, name);
      if (!node || !csiNode) continue;
      if (!olderThan(snapshot, node.metadata.creationTimestamp, NODE_GRACE))
        continue;
      const registered = (csiNode.spec?.drivers ?? []).map(each => each.name);
      for (const { driver, evidence } of driversOf(pod, context)) {
        if (registered.includes(driver)) continue;
        const [event] = graph.eventsOf(pod, {
          reasons: ['FailedMount', 'FailedAttachVolume'],
          within: minutes(15),
        });
        collector.add({
          detector: 'storage.csi-driver-not-on-node',
          subject: referenceTo(node),
          key: driver,
          severity: 'high',
          message: `Driver ${driver} is not registered on node ${name}, and pods there wait for its volumes`,
          evidence: [
            field(csiNode, 'spec.drivers', registered),
            evidence,
            ...(event ? [eventEvidence(event)] : []),
          ],
          affected: [{ ...referenceTo(pod), node: name, since }],
          since,
        });
      }
    }
    yield* collector.drafts();
  },
};

interface NeededDriver {
  driver: string;
  evidence: Evidence;
}

/** The CSI drivers of a pod's volumes, as far as they are known. */
function driversOf(pod: Pod, { snapshot }: DetectionContext): NeededDriver[] {
  const { namespace, name } = pod.metadata;
  return (pod.spec?.volumes ?? []).flatMap<NeededDriver>((volume, index) => {
    const path = `spec.volumes[${index}].csi.driver`;
    const inline = volume.csi?.driver;
    if (inline) return [{ driver: inline, evidence: field(pod, path, inline) }];
    const claimName =
      volume.persistentVolumeClaim?.claimName ??
      (volume.ephemeral ? `${name}-${volume.name}` : undefined);
    if (!claimName) return [];
    const claim = snapshot.get('PersistentVolumeClaim', namespace, claimName);
    const bound = claim?.spec?.volumeName;
    const persistent =
      bound && snapshot.get('PersistentVolume', undefined, bound);
    const driver = persistent ? persistent.spec?.csi?.driver : undefined;
    return persistent && driver
      ? [{ driver, evidence: field(persistent, 'spec.csi.driver', driver) }]
      : [];
  });
}
