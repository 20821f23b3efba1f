import { field, referenceTo } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft } from '../detectorFamily';
import { isReady } from '../shared/pods';

type Pod = KnownKinds['Pod'];

/** A member of etcd that joins is added before its pod shows. */
const JOINING = minutes(10);

const CONTROL_PLANE_LABELS: readonly string[] = [
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/master',
];

/** Whether a pod stands for a static pod of its node. */
export function isMirror({ metadata }: Pod): boolean {
  return metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined;
}

/** Only where etcd runs as static pods at all: elsewhere it is outside of the cluster. */
export function* missingEtcdMembers(
  members: readonly Pod[],
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  if (members.length === 0) return;
  if (snapshot.readState('Pod', 'kube-system') !== 'complete') return;
  const nodes = snapshot
    .all('Node')
    .filter(({ metadata }) =>
      CONTROL_PLANE_LABELS.some(each => each in (metadata.labels ?? {})),
    );
  const having = new Set(members.map(pod => pod.spec?.nodeName));
  const lacking = nodes.filter(node => {
    const ready = conditionOf(node, 'Ready');
    return (
      !having.has(node.metadata.name) &&
      !node.metadata.deletionTimestamp &&
      ready?.status === 'True' &&
      olderThan(snapshot, ready.lastTransitionTime, JOINING)
    );
  });
  // A control-plane node without any static pod, as some distributions make, is none that should have a member.
  for (const node of lacking) {
    const isMember = snapshot
      .inNamespace('Pod', 'kube-system')
      .some(
        pod =>
          pod.spec?.nodeName === node.metadata.name &&
          isMirror(pod) &&
          pod.metadata.labels?.component === 'kube-apiserver',
      );
    if (!isMember) continue;
    yield {
      detector: 'controlplane.etcd-unhealthy',
      subject: referenceTo(node),
      key: 'etcd',
      severity:
        members.filter(isReady).length * 2 <= nodes.length + 1
          ? 'high'
          : 'medium',
      message: `Node ${node.metadata.name} runs the control plane but no member of etcd, unlike ${members.length} others`,
      evidence: [
        field(node, 'metadata.labels', node.metadata.labels),
        ...members
          .slice(0, 3)
          .map(pod => field(pod, 'spec.nodeName', pod.spec?.nodeName)),
      ],
    };
  }
}
