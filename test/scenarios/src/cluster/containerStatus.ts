import {
  V1Container,
  V1ContainerState,
  V1ContainerStateTerminated,
  V1ContainerStatus,
  V1Pod,
} from '@kubernetes/client-node';
import { createHash } from 'node:crypto';
import { parseDuration } from '../scenario/durations';
import {
  ContainerEventPlay,
  ContainerPlay,
  EndedRun,
} from '../scenario/schema';
import { StoryClock } from './StoryClock';

export interface PlayedContainer {
  status: V1ContainerStatus;
  events: ContainerEventPlay[];
}

export interface PlayContainerOptions {
  pod: V1Pod;
  container: V1Container;
  play: ContainerPlay;
  clock: StoryClock;
  /** Since when the pod is in this state. */
  since: Date;
}

/** What a kubelet with containerd reports of a container. */
export function playContainer(options: PlayContainerOptions): PlayedContainer {
  const { play, container, since, clock } = options;
  const outcome = outcomeOf(options);
  const last = play.last && terminatedState(play.last, clock);
  const restartCount = play.restarts ?? outcome.restarts ?? (play.last ? 1 : 0);
  const lastRun = outcome.last ?? last;
  const started = Boolean(outcome.state.running && outcome.started !== false);
  const hasRun = !outcome.state.waiting || Boolean(lastRun);
  return {
    status: {
      name: container.name,
      image: qualified(container.image ?? ''),
      imageID: hasRun ? imageIdOf(container.image ?? '') : '',
      ...(hasRun ? { containerID: containerIdOf(options, restartCount) } : {}),
      ready: outcome.ready ?? false,
      started,
      restartCount,
      state: outcome.state.running
        ? { running: { startedAt: outcome.startedAt ?? since } }
        : outcome.state,
      ...(lastRun ? { lastState: { terminated: lastRun } } : {}),
    } as V1ContainerStatus,
    events: [...(outcome.events ?? []), ...play.events],
  };
}

interface Outcome {
  state: V1ContainerState;
  startedAt?: Date;
  last?: V1ContainerStateTerminated;
  restarts?: number;
  ready?: boolean;
  started?: boolean;
  events?: ContainerEventPlay[];
}

function outcomeOf(options: PlayContainerOptions): Outcome {
  const { play, clock } = options;
  if ('crashLoop' in play) return crashLoop(options, play.crashLoop);
  if ('pullFailure' in play) return pullFailure(options, play.pullFailure);
  if ('waiting' in play) return { state: { waiting: play.waiting } };
  if ('terminated' in play) {
    return {
      state: { terminated: terminatedState(play.terminated, clock) },
      ready: play.terminated.exitCode === 0 && isInit(options),
    };
  }
  const { started, ready, passedStartup } = play.running;
  return {
    state: { running: {} },
    ...(started ? { startedAt: clock.ago(started) } : {}),
    ready,
    started: passedStartup,
  };
}

function crashLoop(
  { pod, container, clock }: PlayContainerOptions,
  { restarts, ...run }: EndedRun & { restarts: number },
): Outcome {
  const { name, namespace, uid } = pod.metadata ?? {};
  const podName = `${name}_${namespace}(${uid})`;
  return {
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off ${backOffAfter(restarts)} restarting failed container=${container.name} pod=${podName}`,
      },
    },
    last: terminatedState(run, clock),
    restarts,
    events: [
      {
        type: 'Warning',
        reason: 'BackOff',
        message: `Back-off restarting failed container ${container.name} in pod ${podName}`,
        count: 3 * restarts,
        last: '10s',
      },
    ],
  };
}

/** Ten seconds, doubled with each restart, five minutes at most; as Go prints durations. */
function backOffAfter(restarts: number): string {
  const seconds = Math.min(10 * 2 ** (restarts - 1), 300);
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`;
}

function pullFailure(
  { container }: PlayContainerOptions,
  play: { error: string; reason: string; attempts: number },
): Outcome {
  const { error, reason, attempts } = play;
  const { image } = container;
  const backOff = `Back-off pulling image "${image}"`;
  const warning = (message: string, count: number): ContainerEventPlay => ({
    type: 'Warning',
    reason: 'Failed',
    message,
    count,
    last: '40s',
  });
  return {
    state: {
      waiting: {
        reason,
        message:
          reason === 'ErrImagePull'
            ? error
            : `${backOff}: ErrImagePull: ${error}`,
      },
    },
    events: [
      {
        type: 'Normal',
        reason: 'Pulling',
        message: `Pulling image "${image}"`,
        count: attempts,
        last: '41s',
      },
      warning(`Failed to pull image "${image}": ${error}`, attempts),
      warning('Error: ErrImagePull', attempts),
      {
        type: 'Normal',
        reason: 'BackOff',
        message: backOff,
        count: 4 * attempts,
        last: '12s',
      },
      warning('Error: ImagePullBackOff', 4 * attempts),
    ],
  };
}

function terminatedState(
  run: EndedRun,
  clock: StoryClock,
): V1ContainerStateTerminated {
  const { exitCode, signal, message } = run;
  const finishedAt = clock.ago(run.ended);
  return {
    exitCode,
    reason: run.reason ?? (exitCode === 0 ? 'Completed' : 'Error'),
    startedAt: new Date(finishedAt.getTime() - parseDuration(run.ranFor)),
    finishedAt,
    ...(signal === undefined ? {} : { signal }),
    ...(message === undefined ? {} : { message }),
  };
}

function isInit({ pod, container }: PlayContainerOptions) {
  return Boolean(
    pod.spec?.initContainers?.some(({ name }) => name === container.name),
  );
}

function qualified(image: string) {
  const tagged = /[:@][^/]*$/.test(image) ? image : `${image}:latest`;
  const [host] = tagged.split('/');
  if (tagged.includes('/') && /[.:]|^localhost$/.test(host)) return tagged;
  return tagged.includes('/')
    ? `docker.io/${tagged}`
    : `docker.io/library/${tagged}`;
}

function imageIdOf(image: string) {
  const repository = qualified(image).replace(/[:@][^/]*$/, '');
  return `${repository}@sha256:${digest(image)}`;
}

function containerIdOf(
  { pod, container }: PlayContainerOptions,
  restarts: number,
) {
  const { uid } = pod.metadata ?? {};
  return `containerd://${digest(`${uid}/${container.name}/${restarts}`)}`;
}

function digest(text: string) {
  return createHash('sha256').update(text).digest('hex');
}
