import type { Taint } from 'kubernetes-types/core/v1';
import { field, referenceTo } from '../../findings/evidence';
import { UNINITIALIZED_TAINT, formatTaint } from '../../scheduling/tolerations';
import { conditionOf } from '../../snapshot/conditions';
import { hours, minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';

const GRACE = minutes(10);
/** An autoscaler takes a node away within minutes once it has announced it, unless it gave up. */
const LEAVING_GRACE = hours(1);

/** Taints that somebody must remove once a node is fit for work, and who does. */
const TEMPORARY: Readonly<Record<string, string>> = {
  'node.kubernetes.io/not-ready': 'the node controller',
  'node.kubernetes.io/unreachable': 'the node controller',
  'node.kubernetes.io/network-unavailable': 'the node controller',
  'node.kubernetes.io/out-of-service': 'whoever set it',
  [UNINITIALIZED_TAINT]: 'the cloud controller manager',
  'node.cilium.io/agent-not-ready': 'the Cilium operator',
  'ebs.csi.aws.com/agent-not-ready': 'the EBS driver',
  'efs.csi.aws.com/agent-not-ready': 'the EFS driver',
  'karpenter.sh/unregistered': 'Karpenter',
  ToBeDeletedByClusterAutoscaler: 'the cluster autoscaler',
};
const AUTOSCALER_TAINT = 'ToBeDeletedByClusterAutoscaler';

export const leftTaints: Detector = {
  id: 'node.taint-left-behind',
  title: 'Node is ready but still tainted as unfit',
  tier: 'problem',
  kinds: ['Node'],
  documentation: {
    speaks:
      'A node has been ready for ten minutes and still carries a taint that marks it as unfit for work: not ready, unreachable, out of service, not yet initialized by its cloud, or waiting for a network or storage plugin. The deletion mark of the cluster autoscaler counts after an hour.',
    silent: 'Taints set within the last ten minutes, and nodes being deleted.',
    sources: [
      'https://kubernetes.io/docs/reference/labels-annotations-taints/',
    ],
  },

  *detect(context) {
    for (const node of context.snapshot.all('Node')) {
      const ready = conditionOf(node, 'Ready');
      if (ready?.status !== 'True' || node.metadata.deletionTimestamp) continue;
      if (!olderThan(context.snapshot, ready.lastTransitionTime, GRACE))
        continue;
      for (const [index, taint] of (node.spec?.taints ?? []).entries()) {
        const remover = TEMPORARY[taint.key];
        if (!remover || !isOld(taint, node, context)) continue;
        yield {
          subject: referenceTo(node),
          key: taint.key,
          severity: 'medium',
          message: `${node.metadata.name} is ready, but ${remover} has not removed the taint ${formatTaint(taint)}`,
          evidence: [
            field(node, `spec.taints[${index}]`, taint),
            field(node, 'status.conditions[Ready].status', 'True'),
          ],
          since: taint.timeAdded ?? ready.lastTransitionTime,
        };
      }
    }
  },
};

/** The autoscaler writes the second at which it set its taint into the value. */
function isOld(
  { key, value, timeAdded }: Taint,
  { metadata }: KnownKinds['Node'],
  { snapshot }: DetectionContext,
) {
  if (key === AUTOSCALER_TAINT) {
    const added = Number(value) * 1000;
    const now = snapshot.capturedAt.getTime();
    return added > 0 && now - added >= LEAVING_GRACE;
  }
  return olderThan(snapshot, timeAdded ?? metadata.creationTimestamp, GRACE);
}
