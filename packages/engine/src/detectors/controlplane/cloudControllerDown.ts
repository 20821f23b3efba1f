import { Evidence } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { podTemplateOf } from '../../graph/workloads';
import { UNINITIALIZED_TAINT } from '../../scheduling/tolerations';
import { minutes, olderThan } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { isReady, notReadySince } from '../shared/pods';
import { affectedPod, nameOf } from '../shared/sightings';

const GRACE = minutes(5);
const NAME = /(?:^|-)(?:cloud-controller-manager|ccm)(?:-|$)/;

export const cloudControllerDown: Detector = {
  id: 'controlplane.cloud-controller-down',
  title: 'Cloud controller manager does not run',
  tier: 'problem',
  kinds: ['Pod'],
  concludesFrom: ['DaemonSet', 'Deployment', 'Node', 'Service'],
  explainedBy: ['config.*', 'create.*', 'image.*', 'pod.*', 'scheduling.*'],
  documentation: {
    speaks:
      'No pod of the cloud controller manager is ready for five minutes, while nodes wait to be initialized by it or Services wait for their load balancer.',
    silent:
      'Silent where it is not deployed in the cluster, and while nothing waits for it.',
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/cloud-controller/',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    const managers = (['Deployment', 'DaemonSet'] as const).flatMap(kind =>
      snapshot
        .all(kind)
        .filter(
          each =>
            NAME.test(each.metadata.name) &&
            !each.metadata.deletionTimestamp &&
            podTemplateOf(each) !== undefined &&
            !isIdle(each),
        ),
    );
    if (managers.length === 0) return;
    const waiting = waitingFor(context);
    if (waiting.length === 0) return;
    for (const manager of managers) {
      const subject = referenceTo(manager);
      const pods = graph.podsOf(subject);
      const isDown =
        snapshot.readState('Pod', subject.namespace) === 'complete' &&
        olderThan(snapshot, manager.metadata.creationTimestamp, GRACE) &&
        pods.every(
          pod =>
            !isReady(pod) && olderThan(snapshot, notReadySince(pod), GRACE),
        );
      if (!isDown) continue;
      yield {
        subject,
        severity: 'high',
        message: `${nameOf(subject)} has no ready pod, and ${waiting.length === 1 ? 'an object waits' : `${waiting.length} objects wait`} for it`,
        evidence: waiting.slice(0, 3),
        affected: pods.map(pod =>
          affectedPod(pod, { since: notReadySince(pod) }),
        ),
      };
    }
  },
};

/** A DaemonSet for control-plane nodes wants no pod where those are not nodes of the cluster. */
function isIdle({ spec, status }: { spec?: object; status?: object }) {
  const { replicas } = (spec ?? {}) as { replicas?: number };
  const { desiredNumberScheduled } = (status ?? {}) as {
    desiredNumberScheduled?: number;
  };
  return replicas === 0 || desiredNumberScheduled === 0;
}

function waitingFor({ snapshot }: DetectionContext): Evidence[] {
  const nodes = snapshot
    .all('Node')
    .filter(
      ({ spec, metadata }) =>
        (spec?.taints ?? []).some(each => each.key === UNINITIALIZED_TAINT) &&
        olderThan(snapshot, metadata.creationTimestamp, GRACE),
    )
    .map(each => field(each, 'spec.taints', each.spec?.taints));
  const services = snapshot
    .all('Service')
    .filter(
      ({ spec, status, metadata }) =>
        spec?.type === 'LoadBalancer' &&
        !spec.loadBalancerClass &&
        !metadata.deletionTimestamp &&
        (status?.loadBalancer?.ingress ?? []).length === 0 &&
        olderThan(snapshot, metadata.creationTimestamp, GRACE),
    )
    .map(each => field(each, 'status.loadBalancer', each.status?.loadBalancer));
  return [...nodes, ...services];
}
