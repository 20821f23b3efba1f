import { append } from '../../append';
import { Evidence } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import {
  hours,
  minutes,
  olderThan,
  seconds,
  within,
} from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { conditionOf } from '../../snapshot/conditions';
import { containersOf, lastEnd } from '../shared/containers';
import { isReady, notReadySince, podCondition } from '../shared/pods';
import { affectedPod } from '../shared/sightings';

type Pod = KnownKinds['Pod'];

const GRACE = seconds(60);
const MANY_RESTARTS = 3;
/** A member of etcd that joins is added before its pod shows. */
const JOINING = minutes(10);

const MIRROR = 'kubernetes.io/config.mirror';
const COMPONENTS: readonly string[] = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'etcd',
];
const CONTROL_PLANE_LABELS: readonly string[] = [
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/master',
];

const OWN_TROUBLE = ['config.*', 'image.*', 'pod.*'];

export const staticPods = detectorFamily({
  rows: [
    {
      id: 'controlplane.static-pod-unready',
      title: 'Component of the control plane is not ready',
      explainedBy: OWN_TROUBLE,
      documentation: {
        speaks:
          'A static pod of the API server, the controller manager or the scheduler has not been ready for a minute, or was restarted three times or more with the last time within the hour.',
      },
    },
    {
      id: 'controlplane.etcd-unhealthy',
      title: 'Member of etcd is not well',
      explainedBy: OWN_TROUBLE,
      documentation: {
        speaks:
          'A static pod of etcd has not been ready for a minute or is restarted often, or a control-plane node that has been ready for ten minutes has none, unlike others. Critical where less than a majority would be left without one more member.',
      },
    },
  ],
  tier: 'problem',
  kinds: ['Pod'],
  concludesFrom: ['Node'],
  documentation: {
    silent:
      'Clusters whose provider runs the control plane, or that run it outside of pods, show no such pods. A node that is not ready is told itself.',
    sources: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/',
      'https://etcd.io/docs/v3.5/faq/',
    ],
  },

  *read(context) {
    const members = componentPods(context);
    for (const [component, pods] of members)
      for (const pod of pods) {
        const draft = unwell(component, pod, pods, context);
        if (draft) yield draft;
      }
    yield* missingMembers(members.get('etcd') ?? [], context);
  },
});

function componentPods({ snapshot }: DetectionContext) {
  const found = new Map<string, Pod[]>();
  for (const pod of snapshot.inNamespace('Pod', 'kube-system')) {
    const { annotations, labels, deletionTimestamp } = pod.metadata;
    const component = labels?.component ?? '';
    if (
      annotations?.[MIRROR] &&
      COMPONENTS.includes(component) &&
      !deletionTimestamp
    )
      append(found, component, pod);
  }
  return found;
}

function unwell(
  component: string,
  pod: Pod,
  siblings: readonly Pod[],
  context: DetectionContext,
): FamilyDraft | undefined {
  const { snapshot, graph } = context;
  const node = pod.spec?.nodeName;
  if (!node || isOnLostNode(node, context)) return undefined;
  const isUnready =
    !isReady(pod) && olderThan(snapshot, notReadySince(pod), GRACE);
  const restarts = restartsOf(pod, context);
  if (!isUnready && restarts.length === 0) return undefined;
  const ready = siblings.filter(isReady).length;
  const isEtcd = component === 'etcd';
  const isLast = isEtcd ? ready * 2 <= siblings.length : ready === 0;
  return {
    detector: isEtcd
      ? 'controlplane.etcd-unhealthy'
      : 'controlplane.static-pod-unready',
    subject: graph.topOwner(pod),
    key: component,
    severity: isLast ? (isEtcd ? 'critical' : 'high') : 'medium',
    message: `${component} on Node ${node} ${isUnready ? 'is not ready' : 'is restarted often'}; ${ready} of ${siblings.length} are ready`,
    evidence: [
      field(
        pod,
        `${podCondition(pod, 'Ready')?.path ?? 'status.conditions[Ready]'}.status`,
        podCondition(pod, 'Ready')?.status,
      ),
      ...restarts,
    ],
    affected: [
      affectedPod(pod, {
        container: component,
        ...(isUnready ? { since: notReadySince(pod) } : {}),
      }),
    ],
  };
}

function restartsOf(pod: Pod, { snapshot }: DetectionContext): Evidence[] {
  return containersOf(pod).flatMap(container => {
    const { status, statusPath } = container;
    const end = lastEnd(container)?.end;
    return (status.restartCount ?? 0) >= MANY_RESTARTS &&
      within(snapshot, end?.finishedAt, hours(1))
      ? [field(pod, `${statusPath}.restartCount`, status.restartCount)]
      : [];
  });
}

/** Only where etcd runs as static pods at all: elsewhere it is outside of the cluster. */
function* missingMembers(
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
          pod.metadata.annotations?.[MIRROR] &&
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

function isOnLostNode(name: string, { snapshot }: DetectionContext) {
  const node = snapshot.get('Node', undefined, name);
  return node
    ? conditionOf(node, 'Ready')?.status !== 'True'
    : snapshot.readState('Node') !== 'complete';
}
