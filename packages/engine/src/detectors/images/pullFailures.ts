import { Evidence, ObjectReference } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import { PodContainer, containersOf } from '../shared/containers';
import { unquietActivePods, notReadySince } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { PullFailure, pullFailureOf } from './pullFailure';
import { PULL_FAILURE_CLASSES } from './pullFailureClasses';

/** Containers whose image cannot be pulled. What hits everybody who pulls from a registry is one finding about that registry; what only a workload can mend is a finding about the workload. */
export const pullFailures = detectorFamily({
  rows: PULL_FAILURE_CLASSES,
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    silent:
      'Pods that are being deleted or have finished, and images that are still on their way.',
    sources: [
      'https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff',
    ],
  },
  read: context => groupSightings(pullFailuresIn(context)),
});

function* pullFailuresIn(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of unquietActivePods(context)) {
    const since = notReadySince(pod);
    const node = snapshot.get('Node', undefined, pod.spec?.nodeName);
    for (const container of containersOf(pod)) {
      const failure = pullFailureOf(container, context);
      if (!failure || !olderThan(snapshot, since, failure.class.grace))
        continue;
      if (isForNodeToMend(failure, node)) continue;
      const { id, severity, subject } = failure.class;
      const workload = graph.topOwner(pod);
      yield {
        detector: id,
        subject:
          subject === 'registry' ? registryNamed(failure.host) : workload,
        key: keyOf(failure, container, node),
        severity,
        message: messageOf(failure, container, workload, node),
        evidence: [...failure.evidence, ...platformEvidence(failure, node)],
        affected: affectedPod(pod, { container: container.name, since }),
      };
    }
  }
}

/** A registry is no object of the cluster, but it is what has to be mended. */
function registryNamed(host: string): ObjectReference {
  return { kind: 'Registry', name: host };
}

/** A full disk is the node's trouble once the node itself reports it. */
function isForNodeToMend(
  { text }: PullFailure,
  node: KnownKinds['Node'] | undefined,
) {
  return (
    /no space left on device/i.test(text) &&
    (node?.status?.conditions ?? []).some(
      ({ type, status }) => type === 'DiskPressure' && status === 'True',
    )
  );
}

function keyOf(
  { class: { key }, name, host }: PullFailure,
  container: PodContainer,
  node: KnownKinds['Node'] | undefined,
): string | undefined {
  switch (key) {
    case 'container':
      return container.name;
    case 'container/repository':
      return `${container.name}/${name.repository}`;
    case 'registry':
      return host;
    case 'repository':
      return name.repository;
    case 'repository/architecture':
      return `${name.repository}/${node?.status?.nodeInfo?.architecture ?? 'unknown'}`;
    default:
      return undefined;
  }
}

/** A registry that hides what one may not see answers the same for a missing and for a private image. */
const MAY_BE_PRIVATE =
  /may require|insufficient_scope|pull access denied|unauthorized|authorization failed/i;

function messageOf(
  failure: PullFailure,
  { name }: PodContainer,
  workload: ObjectReference,
  node: KnownKinds['Node'] | undefined,
) {
  const { class: found, image, host, text } = failure;
  const opening =
    found.subject === 'registry'
      ? `Images cannot be pulled from ${host}: ${found.words}; first seen for ${image}`
      : `Image ${image} of container ${name} of ${nameOf(workload)} cannot be pulled: ${found.words}`;
  if (found.id === 'image.not-found' && MAY_BE_PRIVATE.test(text))
    return `${opening}, or hides it from those without the right credentials`;
  if (found.id === 'image.platform-missing' && node?.status?.nodeInfo) {
    const { operatingSystem, architecture } = node.status.nodeInfo;
    return `${opening} (${operatingSystem}/${architecture})`;
  }
  if (found.id === 'image.pull-failed-other' && text)
    return `Image ${image} of container ${name} of ${nameOf(workload)} cannot be pulled: ${text}`;
  return opening;
}

function platformEvidence(
  failure: PullFailure,
  node: KnownKinds['Node'] | undefined,
): Evidence[] {
  if (failure.class.id !== 'image.platform-missing' || !node?.status?.nodeInfo)
    return [];
  const { operatingSystem, architecture } = node.status.nodeInfo;
  return [
    field(node, 'status.nodeInfo.operatingSystem', operatingSystem),
    field(node, 'status.nodeInfo.architecture', architecture),
  ];
}
