import {
  V1Container,
  V1ContainerStatus,
  V1Pod,
  V1PodCondition,
  V1PodStatus,
} from '@kubernetes/client-node';
import { ContainerEventPlay, ContainerPlay, PodPlay } from '../scenario/schema';
import { fillIn } from './fillIn';
import { playContainer } from './containerStatus';
import { StoryClock } from './StoryClock';

/** An event of a pod; about one of its containers where a field path is given. */
export type PlayedEvent = ContainerEventPlay & { fieldPath?: string };

export interface PlayedPod {
  status: V1PodStatus;
  events: PlayedEvent[];
  /** Text by container. */
  logs: ReadonlyMap<string, string>;
}

export interface PlayPodOptions {
  pod: V1Pod;
  podIP: string;
  /** What the scenario wants of the pod. Without it the pod is well, and one of a Job has done its work. */
  play: PodPlay | undefined;
  clock: StoryClock;
}

/** What a kubelet reports of a pod. */
export function playPod(options: PlayPodOptions): PlayedPod {
  const { pod, podIP, clock } = options;
  const { name, namespace, uid } = pod.metadata ?? {};
  const node = pod.spec?.nodeName;
  const values = { pod: name, namespace, uid, node, podIP };
  const { play } = options;
  const since = play?.since ? clock.ago(play.since) : clock.now();
  const startTime = clock.toStory(
    pod.status?.startTime ?? pod.metadata?.creationTimestamp ?? clock.now(),
  );
  const logs = new Map<string, string>();
  const events: PlayedEvent[] = [];

  const statusesOf = (containers: readonly V1Container[] = [], path: string) =>
    containers.map(container => {
      const its = {
        ...values,
        container: container.name,
        image: container.image,
      };
      const chosen =
        play?.containers[container.name] ?? unplayed(options, container, path);
      const filled = fillIn(chosen, clock, its);
      if (filled.logs) logs.set(container.name, filled.logs);
      const played = playContainer({
        pod,
        container,
        play: filled,
        clock,
        since: play?.containers[container.name] ? since : startTime,
      });
      for (const each of played.events) {
        events.push({ ...each, fieldPath: `spec.${path}{${container.name}}` });
      }
      return played.status;
    });

  const init = statusesOf(pod.spec?.initContainers, 'initContainers');
  const main = statusesOf(pod.spec?.containers, 'containers');

  const phase = play?.phase ?? phaseOf(pod, init, main);
  const conditions = conditionsOf({ pod, init, main, phase, since, startTime });
  const own = fillIn(
    play?.conditions ?? [],
    clock,
    values,
  ) as unknown as V1PodCondition[];
  return {
    status: {
      ...pod.status,
      phase,
      startTime,
      hostIP: `10.240.0.${addressOf(node)}`,
      podIP,
      podIPs: [{ ip: podIP }],
      ...(play?.reason ? { reason: play.reason } : {}),
      ...(play?.message
        ? { message: fillIn(play.message, clock, values) }
        : {}),
      conditions: [
        ...conditions.filter(
          ({ type }) => !own.some(each => each.type === type),
        ),
        ...own.map(each => ({
          ...each,
          lastTransitionTime: new Date(each.lastTransitionTime ?? since),
        })),
      ],
      ...(init.length > 0 ? { initContainerStatuses: init } : {}),
      containerStatuses: main,
    },
    events: [...fillIn(play?.events ?? [], clock, values), ...events],
    logs,
  };
}

/** A container that the scenario says nothing of is well, unless an init container before it is not done. */
function unplayed(
  { pod, play, clock }: PlayPodOptions,
  container: V1Container,
  path: string,
): ContainerPlay {
  const order = [
    ...(pod.spec?.initContainers ?? []),
    ...(path === 'containers' ? [{ name: '' }] : []),
  ];
  const position = order.findIndex(({ name }) => name === container.name);
  const before = order.slice(0, position === -1 ? undefined : position);
  const isHeldUp = before.some(({ name }) => {
    const played = play?.containers[name];
    return played && !isDone(played);
  });
  if (isHeldUp) {
    return { waiting: { reason: 'PodInitializing' }, events: [] };
  }
  const ends =
    (path === 'initContainers' && container.restartPolicy !== 'Always') ||
    (path === 'containers' &&
      pod.metadata?.ownerReferences?.some(({ kind }) => kind === 'Job'));
  if (!ends) {
    return { running: { ready: true, passedStartup: true }, events: [] };
  }
  const age = Math.max(
    0,
    Math.round((clock.ago('0s').getTime() - clock.now().getTime()) / 1000) - 3,
  );
  return {
    terminated: { exitCode: 0, ended: `${age}s`, ranFor: '2s' },
    events: [],
  };
}

function isDone(play: ContainerPlay) {
  if ('terminated' in play) return play.terminated.exitCode === 0;
  return 'running' in play && play.running.passedStartup && play.running.ready;
}

function phaseOf(
  pod: V1Pod,
  init: readonly V1ContainerStatus[],
  main: readonly V1ContainerStatus[],
): string {
  const policy = pod.spec?.restartPolicy;
  const failed = (status: V1ContainerStatus) =>
    status.state?.terminated && status.state.terminated.exitCode !== 0;
  if (policy === 'Never' && init.some(failed)) return 'Failed';
  if (init.some(each => !isReadyInit(pod, each))) return 'Pending';
  if (main.some(each => each.state?.waiting && !each.lastState)) {
    return 'Pending';
  }
  if (main.every(each => each.state?.terminated) && policy !== 'Always') {
    if (!main.some(failed)) return 'Succeeded';
    return policy === 'Never' ? 'Failed' : 'Running';
  }
  return 'Running';
}

function isReadyInit(pod: V1Pod, status: V1ContainerStatus) {
  const spec = pod.spec?.initContainers?.find(
    ({ name }) => name === status.name,
  );
  return spec?.restartPolicy === 'Always'
    ? Boolean(status.started)
    : status.state?.terminated?.exitCode === 0;
}

interface ConditionsOptions {
  pod: V1Pod;
  init: readonly V1ContainerStatus[];
  main: readonly V1ContainerStatus[];
  phase: string;
  since: Date;
  startTime: Date;
}

function conditionsOf(options: ConditionsOptions): V1PodCondition[] {
  const { pod, init, main, phase, since, startTime } = options;
  const incomplete =
    phase === 'Succeeded'
      ? []
      : init.filter(each => !isReadyInit(pod, each)).map(({ name }) => name);
  const unready = main.filter(({ ready }) => !ready).map(({ name }) => name);
  const isFinal = phase === 'Succeeded' || phase === 'Failed';
  const hasSandbox = [...init, ...main].some(
    ({ state, lastState }) =>
      lastState || state?.waiting?.reason !== 'ContainerCreating',
  );
  const condition = (
    type: string,
    problem?: { reason: string; message?: string },
    met = startTime,
  ): V1PodCondition => ({
    type,
    status: problem ? 'False' : 'True',
    lastTransitionTime: problem ? since : met,
    ...problem,
  });
  const readiness = unreadiness(phase, unready);
  // A container that starts again takes its pod's readiness with it for a moment.
  const lastStart = new Date(
    Math.max(
      ...[startTime, ...main.map(each => each.state?.running?.startedAt)].map(
        time => time?.getTime() ?? 0,
      ),
    ),
  );
  const scheduled = pod.status?.conditions?.find(
    ({ type }) => type === 'PodScheduled',
  );
  return [
    ...(scheduled ? [scheduled] : []),
    condition(
      'PodReadyToStartContainers',
      isFinal || !hasSandbox ? { reason: '' } : undefined,
    ),
    condition(
      'Initialized',
      incomplete.length > 0
        ? {
            reason: 'ContainersNotInitialized',
            message: `containers with incomplete status: [${incomplete.join(' ')}]`,
          }
        : undefined,
    ),
    condition('ContainersReady', readiness, lastStart),
    condition('Ready', readiness, lastStart),
  ].map(each => (each.reason === '' ? { ...each, reason: undefined } : each));
}

function unreadiness(phase: string, unready: readonly string[]) {
  if (phase === 'Succeeded') return { reason: 'PodCompleted' };
  if (phase === 'Failed') return { reason: 'PodFailed' };
  if (unready.length === 0) return undefined;
  const message = `containers with unready status: [${unready.join(' ')}]`;
  return { reason: 'ContainersNotReady', message };
}

/** The last part of a node's address. */
export function addressOf(node: string | undefined): number {
  return 10 + (Number(/\d+$/.exec(node ?? '')?.[0] ?? 0) % 200);
}
