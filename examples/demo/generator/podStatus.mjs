import { createHash } from 'node:crypto';

/** The second as Kubernetes writes it. */
export function timestamp(date = new Date()) {
  return new Date(date).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The present as Kubernetes writes it where microseconds count. */
export function microTime() {
  return new Date().toISOString().replace('Z', '000Z');
}

const sha256 = text => createHash('sha256').update(text).digest('hex');

/** The id that a runtime would give to one run of a container: the same for the same run, another after a restart. */
export function containerId(pod, container, run = 0) {
  return `containerd://${sha256(`${pod.metadata.uid}/${container}/${run}`)}`;
}

export function imageId(image) {
  return `${image.replace(/:[^:/]+$/, '')}@sha256:${sha256(image)}`;
}

/** The status of a pod whose containers have these statuses: conditions and addresses follow from them as the kubelet would derive them. */
export function podStatus(pod, containerStatuses, options = {}) {
  const { phase = 'Running', since = timestamp() } = options;
  const unready = containerStatuses.filter(each => !each.ready);
  const notReady = {
    status: 'False',
    reason: phase === 'Succeeded' ? 'PodCompleted' : 'ContainersNotReady',
    message:
      phase === 'Succeeded'
        ? undefined
        : `containers with unready status: [${unready.map(each => each.name).join(' ')}]`,
  };
  const ready = unready.length > 0 ? notReady : { status: 'True' };
  const condition = (type, fields, at = since) => ({
    type,
    lastProbeTime: null,
    lastTransitionTime: at,
    observedGeneration: pod.metadata.generation,
    ...fields,
  });
  const started = pod.status.startTime ?? since;
  return {
    phase,
    observedGeneration: pod.metadata.generation,
    hostIP: pod.status.hostIP,
    hostIPs: [{ ip: pod.status.hostIP }],
    podIP: pod.status.podIP,
    podIPs: [{ ip: pod.status.podIP }],
    startTime: started,
    conditions: [
      condition(
        'PodReadyToStartContainers',
        { status: phase === 'Succeeded' ? 'False' : 'True' },
        started,
      ),
      condition(
        'Initialized',
        {
          status: 'True',
          ...(phase === 'Succeeded' ? { reason: 'PodCompleted' } : {}),
        },
        started,
      ),
      condition('Ready', ready),
      condition('ContainersReady', ready),
    ],
    containerStatuses,
  };
}

function containerStatus(pod, container, fields) {
  return {
    name: container.name,
    image: container.image,
    imageID: imageId(container.image),
    containerID: containerId(pod, container.name, fields.restartCount),
    lastState: {},
    ready: false,
    restartCount: 0,
    started: false,
    ...fields,
  };
}

export function running(pod) {
  const startedAt = timestamp();
  return podStatus(
    pod,
    pod.spec.containers.map(container =>
      containerStatus(pod, container, {
        ready: true,
        started: true,
        state: { running: { startedAt } },
      }),
    ),
  );
}

export function succeeded(pod) {
  const now = timestamp();
  return podStatus(
    pod,
    pod.spec.containers.map(container => ({
      ...containerStatus(pod, container, {}),
      state: {
        terminated: {
          exitCode: 0,
          reason: 'Completed',
          startedAt: now,
          finishedAt: now,
          containerID: containerId(pod, container.name),
        },
      },
    })),
    { phase: 'Succeeded' },
  );
}

/** Containers that never started, with the reason the kubelet gives. No image id: nothing runs. */
export function waiting(pod, reason, message) {
  return podStatus(
    pod,
    pod.spec.containers.map(container => ({
      name: container.name,
      image: container.image,
      imageID: '',
      lastState: {},
      ready: false,
      restartCount: 0,
      started: false,
      state: { waiting: { reason, message } },
    })),
    { phase: 'Pending' },
  );
}

/**
 * A container that ended again and again.
 *
 * @param run the last run: `{ exitCode, reason, startedAt, finishedAt }`
 * @param options `restarts`, and `runningSince` when it runs again; otherwise it waits in its back-off. `since`: when it last became ready or unready
 */
export function restarting(pod, run, options) {
  const { restarts, runningSince } = options;
  const [container] = pod.spec.containers;
  const terminated = {
    ...run,
    containerID: containerId(
      pod,
      container.name,
      runningSince ? restarts - 1 : restarts,
    ),
  };
  const { namespace, name, uid } = pod.metadata;
  const backOff = {
    reason: 'CrashLoopBackOff',
    message: `back-off 5m0s restarting failed container=${container.name} pod=${name}_${namespace}(${uid})`,
  };
  return podStatus(
    pod,
    [
      containerStatus(pod, container, {
        ready: Boolean(runningSince),
        started: Boolean(runningSince),
        restartCount: restarts,
        lastState: { terminated },
        state: runningSince
          ? { running: { startedAt: runningSince } }
          : { waiting: backOff },
      }),
    ],
    { since: options.since ?? runningSince ?? run.finishedAt },
  );
}
