import { append } from '../../append';
import { Evidence } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { hours, olderThan, seconds, within } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { conditionOf } from '../../snapshot/conditions';
import { containersOf, lastEnd } from '../shared/containers';
import { isReady, notReadySince, podCondition } from '../shared/pods';
import { affectedPod } from '../shared/sightings';
import { isMirror, missingEtcdMembers } from './missingEtcdMembers';

type Pod = KnownKinds['Pod'];

const GRACE = seconds(60);
const MANY_RESTARTS = 3;
const COMPONENTS: readonly string[] = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'etcd',
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
    yield* missingEtcdMembers(members.get('etcd') ?? [], context);
  },
});

function componentPods({ snapshot }: DetectionContext) {
  const found = new Map<string, Pod[]>();
  for (const pod of snapshot.inNamespace('Pod', 'kube-system')) {
    const { labels, deletionTimestamp } = pod.metadata;
    const component = labels?.component ?? '';
    if (isMirror(pod) && COMPONENTS.includes(component) && !deletionTimestamp)
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
  const worst = isEtcd ? 'critical' : 'high';
  return {
    detector: isEtcd
      ? 'controlplane.etcd-unhealthy'
      : 'controlplane.static-pod-unready',
    subject: graph.topOwner(pod),
    key: component,
    severity: isLast ? worst : 'medium',
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

function isOnLostNode(name: string, { snapshot }: DetectionContext) {
  const node = snapshot.get('Node', undefined, name);
  return node
    ? conditionOf(node, 'Ready')?.status !== 'True'
    : snapshot.readState('Node') !== 'complete';
}
