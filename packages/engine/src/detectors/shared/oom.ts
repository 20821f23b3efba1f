import { KnownKinds } from '../../snapshot/objects';
import { Evidence } from '../../findings/Finding';
import { eventEvidence, field } from '../../findings/evidence';
import { eventTime } from '../../snapshot/events';
import { minutes, seconds } from '../../snapshot/durations';
import { DetectionContext } from '../Detector';
import { LastEnd, PodContainer } from './containers';

/**
 * A runtime that says a container was killed for memory before its process ran, in the words of runc, crun, containerd, CRI-O and docker.
 */
export const OOM_AT_START =
  /\boom[- ]?killed\b|memory limit (?:\d+ )?(?:is |may be )?too low|minimum memory limit allowed/i;

/** The exit code of a process that was ended by SIGKILL. */
export const SIGKILL = 137;

/**
 * What shows that a container's run ended for lack of memory; empty when nothing does. An exit code of 137 alone proves nothing: a node must have recorded the kill
 * and named the container or its pod.
 */
export function oomEvidence(
  container: PodContainer,
  { end, path }: LastEnd,
  context: DetectionContext,
): Evidence[] {
  if (end.reason === 'OOMKilled') {
    return [
      field(container.pod, `${path}.reason`, end.reason),
      field(container.pod, `${path}.exitCode`, end.exitCode),
    ];
  }
  if (end.exitCode !== SIGKILL || !memoryLimitOf(container)) return [];
  const event = nodeOomEvents(container.pod, end.finishedAt, context).find(
    each => names(each, container.pod, end.containerID),
  );
  return event
    ? [
        field(container.pod, `${path}.exitCode`, end.exitCode),
        eventEvidence(event),
      ]
    : [];
}

/** Out-of-memory kills that the pod's node recorded within a minute of a moment. */
export function nodeOomEvents(
  pod: KnownKinds['Pod'],
  moment: string | undefined,
  { graph, snapshot }: DetectionContext,
): readonly KnownKinds['Event'][] {
  const nodeName = pod.spec?.nodeName;
  const ended = Date.parse(moment ?? '');
  if (!nodeName || Number.isNaN(ended)) return [];
  const node = snapshot.get('Node', undefined, nodeName) ?? {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: nodeName },
  };
  return graph
    .eventsOf(node, { reasons: ['OOMKilling', 'SystemOOM'] })
    .filter(event => {
      const time = Date.parse(eventTime(event) ?? '');
      return Math.abs(time - ended) <= minutes(1) + seconds(1);
    });
}

/**
 * Whether an out-of-memory kill was for the limit of a container or pod, not for want of memory on the node. The kernel words the two differently.
 *
 * @see https://docs.kernel.org/admin-guide/cgroup-v2.html#memory
 */
export function isForLimit(event: KnownKinds['Event']): boolean {
  return /memory cgroup out of memory|CONSTRAINT_MEMCG/i.test(
    event.message ?? '',
  );
}

/** The memory that a container, or else its pod, may use; with the path it stands at. */
export function memoryLimitOf({ pod, spec, specPath }: PodContainer) {
  const own = spec?.resources?.limits?.memory;
  if (own !== undefined)
    return { path: `${specPath}.resources.limits.memory`, value: own };
  const podSpec = pod.spec as
    { resources?: { limits?: Record<string, string> } } | undefined;
  const shared = podSpec?.resources?.limits?.memory;
  return shared === undefined
    ? undefined
    : { path: 'spec.resources.limits.memory', value: shared };
}

function names(
  event: KnownKinds['Event'],
  pod: KnownKinds['Pod'],
  containerId: string | undefined,
) {
  const text = event.message ?? '';
  const { uid } = pod.metadata;
  const id = containerId?.split('://').pop();
  return (
    (uid !== undefined &&
      (text.includes(uid) || text.includes(uid.replace(/-/g, '_')))) ||
    (id !== undefined && id.length >= 12 && text.includes(id))
  );
}
