import { field } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { minutes, olderThan, seconds } from '../../snapshot/durations';
import { claimNamesOf } from '../../scheduling/NodeLoad';
import { SELECTED_NODE } from '../../scheduling/volumeBinding';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { activePods } from '../shared/pods';
import { affectedPod } from '../shared/sightings';
import {
  LeaseState,
  componentReference,
  leaseEvidence,
  leaseState,
} from './leases';

const SCHEDULER = 'kube-scheduler';
/** A leader that renews may have a long queue; one that does not will not get to the pod. */
const GRACE = seconds(60);
const GRACE_UNCERTAIN = minutes(2);
const GRACE_RENEWED = minutes(5);

export const schedulerDown: Detector = {
  id: 'controlplane.scheduler-down',
  title: 'No scheduler looks at new pods',
  tier: 'problem',
  kinds: ['Pod'],
  concludesFrom: ['Lease', 'PersistentVolumeClaim'],
  documentation: {
    speaks:
      'Pods for the default scheduler have no node and not even the condition PodScheduled, which a scheduler that looks at a pod writes: for one minute where its Lease is not renewed, for two where there is no Lease, for five where it is, or is unread.',
    silent:
      'A pod with the condition is a matter of scheduling. Silent as well for pods for whose volume claims a node was chosen or whose claims are unread, for pods with scheduling gates, and for pods of other schedulers.',
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions',
    ],
  },

  *detect(context) {
    const { snapshot } = context;
    const lease = leaseState(SCHEDULER, snapshot);
    const grace = graceFor(lease);
    const ignored = activePods(context)
      .filter(isIgnored)
      .filter(
        pod =>
          !mayHaveChosenNode(pod, snapshot) &&
          olderThan(snapshot, pod.metadata.creationTimestamp, grace),
      );
    if (ignored.length === 0) return;
    const [first] = ignored.sort((a, b) => madeAt(a) - madeAt(b));
    yield {
      subject: componentReference(SCHEDULER),
      severity: 'critical',
      message: `No scheduler has looked at ${ignored.length === 1 ? 'a pod' : `${ignored.length} pods`}${lease.isStale ? ', and none renews its Lease' : ''}: nothing new starts`,
      evidence: [
        field(first, 'spec.nodeName', undefined),
        field(first, 'status.conditions', first.status?.conditions),
        ...leaseEvidence(lease),
      ],
      affected: ignored.map(pod =>
        affectedPod(pod, { since: pod.metadata.creationTimestamp }),
      ),
      since: first.metadata.creationTimestamp,
    };
  },
};

function graceFor({ isStale, mayBeFresh }: LeaseState) {
  if (isStale) return GRACE;
  return mayBeFresh ? GRACE_RENEWED : GRACE_UNCERTAIN;
}

function isIgnored(pod: KnownKinds['Pod']) {
  const { nodeName, schedulerName, schedulingGates = [] } = pod.spec ?? {};
  return (
    !nodeName &&
    (pod.status?.phase ?? 'Pending') === 'Pending' &&
    ['', 'default-scheduler'].includes(schedulerName ?? '') &&
    schedulingGates.length === 0 &&
    !conditionOf(pod, 'PodScheduled')
  );
}

/** While a scheduler waits, for ten minutes, for volumes to be made for the node that it has chosen, it writes of that into the claims alone. */
function mayHaveChosenNode(pod: KnownKinds['Pod'], snapshot: ClusterSnapshot) {
  const { namespace } = pod.metadata;
  return [...claimNamesOf(pod)].some(name => {
    const claim = snapshot.lookup('PersistentVolumeClaim', namespace, name);
    return claim.state === 'present'
      ? claim.object.metadata.annotations?.[SELECTED_NODE]
      : claim.state === 'unknown';
  });
}

function madeAt({ metadata }: KnownKinds['Pod']) {
  return Date.parse(metadata.creationTimestamp ?? '') || 0;
}
