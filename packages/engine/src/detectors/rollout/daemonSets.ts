import { field, referenceTo } from '../../findings/evidence';
import { conditionOf, statusIsCurrent } from '../../snapshot/conditions';
import { minutes, olderThan, within } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { isSystemNamespace } from '../shared/namespaces';
import { POD_TROUBLE } from './explanations';
import { affectedPod, unreadyPods } from './unreadyPods';

type DaemonSet = KnownKinds['DaemonSet'];
type Pod = KnownKinds['Pod'];

const GRACE = minutes(5);
const ROLLOUT_GRACE = minutes(15);

/** DaemonSets that do not run on every node they should. */
export const daemonSets = detectorFamily({
  rows: [
    {
      id: 'ds.rollout-stuck',
      title: 'Rollout of DaemonSet is stuck',
      documentation: {
        speaks:
          'Pods of the new revision have not been ready for a quarter of an hour, so that the rollout does not go on.',
        silent: 'Update strategy OnDelete.',
        sources: [
          'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/#daemonset-rolling-update-is-stuck',
        ],
      },
      explainedBy: POD_TROUBLE,
    },
    {
      id: 'ds.pods-unavailable',
      title: 'DaemonSet has unavailable pods',
      documentation: {
        speaks:
          'Pods of a DaemonSet have not been ready for five minutes on nodes that are.',
      },
      explainedBy: [...POD_TROUBLE, 'ds.rollout-stuck'],
    },
    {
      id: 'ds.not-scheduled',
      title: 'DaemonSet lacks pods',
      documentation: {
        speaks:
          'A DaemonSet older than five minutes has fewer pods than nodes that it is meant for.',
        silent: 'While a node has joined within the last five minutes.',
      },
      explainedBy: POD_TROUBLE,
    },
  ],
  tier: 'problem',
  kinds: ['DaemonSet', 'Pod'],
  documentation: {
    silent: 'Pods on nodes that are not ready, which are the node’s trouble.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/',
    ],
  },

  *read(context) {
    for (const set of context.snapshot.all('DaemonSet')) {
      if (set.metadata.deletionTimestamp || !statusIsCurrent(set)) continue;
      yield* rolloutStuck(set, context);
      yield* unavailable(set, context);
      yield* notScheduled(set, context);
    }
  },
});

function* rolloutStuck(
  set: DaemonSet,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  const { updatedNumberScheduled: updated = 0, desiredNumberScheduled = 0 } =
    set.status ?? {};
  if (set.spec?.updateStrategy?.type === 'OnDelete') return;
  if (updated >= desiredNumberScheduled) return;
  const revision = newestRevision(set, context);
  const stuck = onReadyNodes(
    unreadyPods(set, context, ROLLOUT_GRACE),
    context,
  ).filter(
    pod =>
      revision !== undefined &&
      pod.metadata.labels?.['controller-revision-hash'] === revision,
  );
  if (stuck.length === 0) return;
  yield {
    detector: 'ds.rollout-stuck',
    subject: referenceTo(set),
    severity: 'medium',
    message: `Rollout stops because pods of the new revision are not ready; ${updated} of ${desiredNumberScheduled} pods are updated`,
    evidence: [
      field(set, 'status.updatedNumberScheduled', updated),
      field(set, 'status.desiredNumberScheduled', desiredNumberScheduled),
    ],
    affected: stuck.map(affectedPod),
  };
}

function* unavailable(
  set: DaemonSet,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  const { numberUnavailable = 0, desiredNumberScheduled = 0 } =
    set.status ?? {};
  if (numberUnavailable === 0) return;
  const unready = onReadyNodes(unreadyPods(set, context, GRACE), context);
  if (unready.length === 0) return;
  const isSevere =
    isSystemNamespace(set.metadata.namespace) ||
    numberUnavailable >= desiredNumberScheduled * 0.2;
  yield {
    detector: 'ds.pods-unavailable',
    subject: referenceTo(set),
    severity: isSevere ? 'high' : 'medium',
    message: `${unready.length} of ${desiredNumberScheduled} pods of ${set.metadata.namespace}/${set.metadata.name} are not available`,
    evidence: [field(set, 'status.numberUnavailable', numberUnavailable)],
    affected: unready.map(affectedPod),
  };
}

function* notScheduled(
  set: DaemonSet,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const { currentNumberScheduled = 0, desiredNumberScheduled = 0 } =
    set.status ?? {};
  if (currentNumberScheduled >= desiredNumberScheduled) return;
  if (!olderThan(snapshot, set.metadata.creationTimestamp, GRACE)) return;
  const nodeJoined = snapshot
    .all('Node')
    .some(node => within(snapshot, node.metadata.creationTimestamp, GRACE));
  if (nodeJoined) return;
  yield {
    detector: 'ds.not-scheduled',
    subject: referenceTo(set),
    severity: 'medium',
    message: `${currentNumberScheduled} of ${desiredNumberScheduled} pods of ${set.metadata.namespace}/${set.metadata.name} have been created`,
    evidence: [
      field(set, 'status.currentNumberScheduled', currentNumberScheduled),
      field(set, 'status.desiredNumberScheduled', desiredNumberScheduled),
    ],
  };
}

function onReadyNodes(pods: Pod[], { snapshot }: DetectionContext) {
  return pods.filter(pod => {
    const node = snapshot.get('Node', undefined, pod.spec?.nodeName);
    return !node || conditionOf(node, 'Ready')?.status === 'True';
  });
}

function newestRevision(set: DaemonSet, { snapshot, graph }: DetectionContext) {
  const { namespace, name } = set.metadata;
  const [newest] = snapshot
    .inNamespace('ControllerRevision', namespace)
    .filter(each => {
      const owner = graph.topOwner(each);
      return owner.kind === 'DaemonSet' && owner.name === name;
    })
    .sort((a, b) => b.revision - a.revision);
  return newest?.metadata.labels?.['controller-revision-hash'];
}
