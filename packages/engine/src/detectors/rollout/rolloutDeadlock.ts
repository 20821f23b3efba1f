import { Evidence } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { matchesSelector } from '../../graph/labels';
import { conditionOf, statusIsCurrent } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { isFinished, isReady, unquietActivePods } from '../shared/pods';
import { affectedPod, nameOf } from '../shared/sightings';
import { rollingUpdateOf } from './rollingUpdate';

type Pod = KnownKinds['Pod'];

const GRACE = minutes(2);

interface Blocker {
  key: string;
  words: string;
  evidence: Evidence[];
}

/** Rollouts that wait for themselves. */
export const rolloutDeadlock: Detector = {
  id: 'deploy.rollout-deadlock',
  title: 'Rollout waits for its own old pods',
  tier: 'problem',
  kinds: ['Deployment', 'Pod'],
  concludesFrom: ['PersistentVolumeClaim'],
  documentation: {
    speaks:
      'A new pod has been Pending for two minutes for want of what an old pod of the same Deployment holds: a volume for one node or one pod, the only place that anti-affinity leaves, or a port of the host. The strategy lets no old pod go before the new one is ready.',
    silent:
      'Deployments whose strategy is Recreate or lets at least one pod go, and paused ones.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment',
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    const stuck = stuckPods(context);
    if (stuck.size === 0) return;
    for (const deployment of snapshot.all('Deployment')) {
      const { metadata, spec } = deployment;
      if (metadata.deletionTimestamp || spec?.paused) continue;
      if (spec?.strategy?.type === 'Recreate') continue;
      if (!statusIsCurrent(deployment)) continue;
      if (rollingUpdateOf(deployment).maxUnavailable > 0) continue;
      const all = graph.podsOf(referenceTo(deployment));
      if (!all.some(each => stuck.has(each))) continue;
      const pods = all.filter(
        pod => !pod.metadata.deletionTimestamp && !isFinished(pod),
      );
      for (const pod of pods) {
        if (!stuck.has(pod)) continue;
        const older = pods.filter(each => isOlderRevision(each, pod));
        const blocker = blockerOf(pod, older, context);
        if (!blocker) continue;
        const subject = referenceTo(deployment);
        yield {
          subject,
          key: blocker.key,
          severity: 'high',
          message: `Rollout of ${nameOf(subject)} waits for itself: ${blocker.words}, and no old pod may go before a new one is ready`,
          evidence: [
            field(deployment, 'spec.strategy', spec?.strategy),
            ...blocker.evidence,
          ],
          affected: [
            affectedPod(pod, { since: pod.metadata.creationTimestamp }),
          ],
        };
        break;
      }
    }
  },
};

const HASH = 'pod-template-hash';

function stuckPods(context: DetectionContext): ReadonlySet<Pod> {
  return new Set(
    unquietActivePods(context).filter(
      ({ status, metadata }) =>
        status?.phase === 'Pending' &&
        olderThan(context.snapshot, metadata.creationTimestamp, GRACE),
    ),
  );
}

function isOlderRevision(other: Pod, pod: Pod) {
  const hash = pod.metadata.labels?.[HASH];
  const born = (each: Pod) => Date.parse(each.metadata.creationTimestamp ?? '');
  // Creation times are whole seconds: an update may follow a start within one.
  return (
    hash !== undefined &&
    other.metadata.labels?.[HASH] !== hash &&
    isReady(other) &&
    born(other) <= born(pod)
  );
}

function blockerOf(
  pod: Pod,
  older: readonly Pod[],
  context: DetectionContext,
): Blocker | undefined {
  if (older.length === 0) return undefined;
  const refusal = conditionOf(pod, 'PodScheduled');
  const isUnscheduled = !pod.spec?.nodeName && refusal?.status === 'False';
  const text = isUnscheduled ? (refusal?.message ?? '') : '';
  return (
    heldVolume(pod, older, isUnscheduled, context) ??
    (/anti-affinity/i.test(text)
      ? ownAntiAffinity(pod, older, text)
      : undefined) ??
    (/free ports/i.test(text) ? ownHostPort(pod, older, text) : undefined)
  );
}

/** A volume for one node, mounted elsewhere; or for one pod. */
function heldVolume(
  pod: Pod,
  older: readonly Pod[],
  isUnscheduled: boolean,
  { snapshot, graph }: DetectionContext,
): Blocker | undefined {
  const { namespace } = pod.metadata;
  if (!isUnscheduled && !isWaitingForVolumes(pod, graph)) return undefined;
  for (const name of claimsOf(pod)) {
    const claim = snapshot.get('PersistentVolumeClaim', namespace, name);
    const modes = claim?.spec?.accessModes ?? [];
    const isForOnePod = modes.every(each => each === 'ReadWriteOncePod');
    const isForOneNode = modes.every(each => /^ReadWriteOnce/.test(each));
    if (!claim || modes.length === 0 || !isForOneNode) continue;
    const holder = older.find(
      each =>
        claimsOf(each).includes(name) &&
        (isUnscheduled
          ? isForOnePod
          : each.spec?.nodeName !== pod.spec?.nodeName),
    );
    if (!holder) continue;
    return {
      key: `volume ${name}`,
      words: `claim ${name} is mounted by old pod ${holder.metadata.name} on node ${holder.spec?.nodeName} and can be by no other ${isForOnePod ? 'pod' : 'node'}`,
      evidence: [
        field(claim, 'spec.accessModes', modes),
        field(holder, 'spec.nodeName', holder.spec?.nodeName),
        field(pod, 'spec.nodeName', pod.spec?.nodeName),
      ],
    };
  }
  return undefined;
}

/** Not for its image, nor for a ConfigMap or Secret that does not exist. */
function isWaitingForVolumes(pod: Pod, graph: DetectionContext['graph']) {
  const statuses = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ];
  const [failure] = graph.eventsOf(pod, { reasons: ['FailedMount'] });
  return (
    statuses.every(({ state }) =>
      ['ContainerCreating', 'PodInitializing', undefined].includes(
        state?.waiting?.reason,
      ),
    ) &&
    !statuses.some(({ state }) => state?.running || state?.terminated) &&
    !/configmap|secret/i.test(failure?.message ?? '')
  );
}

function claimsOf(pod: Pod): string[] {
  return (pod.spec?.volumes ?? []).flatMap(
    each => each.persistentVolumeClaim?.claimName ?? [],
  );
}

function ownAntiAffinity(
  pod: Pod,
  older: readonly Pod[],
  text: string,
): Blocker | undefined {
  const terms =
    pod.spec?.affinity?.podAntiAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const index = terms.findIndex(term =>
    older.some(each =>
      matchesSelector(term.labelSelector, each.metadata.labels),
    ),
  );
  if (index < 0) return undefined;
  return {
    key: 'anti-affinity',
    words: `anti-affinity keeps the new pod from every node with an old one, and no other is left`,
    evidence: [
      field(
        pod,
        `spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[${index}]`,
        terms[index],
      ),
      field(pod, 'status.conditions[PodScheduled].message', text),
    ],
  };
}

function ownHostPort(
  pod: Pod,
  older: readonly Pod[],
  text: string,
): Blocker | undefined {
  const held = new Set(older.flatMap(hostPortsOf));
  const port = hostPortsOf(pod).find(each => held.has(each));
  return port === undefined
    ? undefined
    : {
        key: `host port ${port}`,
        words: `old pods hold port ${port} of every host that fits`,
        evidence: [
          field(pod, 'spec.containers[*].ports[*].hostPort', port),
          field(pod, 'status.conditions[PodScheduled].message', text),
        ],
      };
}

function hostPortsOf(pod: Pod): string[] {
  return (pod.spec?.containers ?? [])
    .flatMap(each => each.ports ?? [])
    .flatMap(({ hostPort, protocol = 'TCP' }) =>
      hostPort ? [`${hostPort}/${protocol}`] : [],
    );
}
