import { hours, within } from '../snapshot/durations';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { conditionOf } from '../snapshot/conditions';
import { KnownKinds } from '../snapshot/objects';
import { Amounts, podLimits, podRequests } from '../snapshot/podRequests';
import { POD_PHASES, PodPhase, PodSummary } from './ClusterResources';
import { computeOf } from './computeOf';

type Pod = KnownKinds['Pod'];

const LATELY = hours(1);

/** What one pod adds to each set of pods that it is in. */
export interface PodReading {
  phase: PodPhase;
  isReady: boolean;
  restartedLately: boolean;
  requests: Amounts;
  limits: Amounts;
}

export function readPod(snapshot: ClusterSnapshot, pod: Pod): PodReading {
  const { phase, containerStatuses, initContainerStatuses } = pod.status ?? {};
  const statuses = [
    ...(containerStatuses ?? []),
    ...(initContainerStatuses ?? []),
  ];
  return {
    phase: POD_PHASES.find(each => each === phase) ?? 'Unknown',
    isReady: conditionOf(pod, 'Ready')?.status === 'True',
    restartedLately: statuses.some(each =>
      within(snapshot, each.lastState?.terminated?.finishedAt, LATELY),
    ),
    requests: podRequests(pod.spec),
    limits: podLimits(pod.spec),
  };
}

/** Counts a set of pods. */
export class PodTally {
  #total = 0;
  #notReady = 0;
  #restartedLately = 0;
  readonly #phases: Record<PodPhase, number> = {
    Pending: 0,
    Running: 0,
    Succeeded: 0,
    Failed: 0,
    Unknown: 0,
  };
  readonly #requests = new Map<string, number>();
  readonly #limits = new Map<string, number>();

  add(pod: PodReading): void {
    this.#total += 1;
    this.#phases[pod.phase] += 1;
    if (pod.restartedLately) this.#restartedLately += 1;
    if (pod.phase === 'Succeeded' || pod.phase === 'Failed') return;
    if (!pod.isReady) this.#notReady += 1;
    addTo(this.#requests, pod.requests);
    addTo(this.#limits, pod.limits);
  }

  summary(): PodSummary {
    return {
      total: this.#total,
      phases: { ...this.#phases },
      notReady: this.#notReady,
      restartedLately: this.#restartedLately,
      requests: computeOf(this.#requests),
      limits: computeOf(this.#limits),
    };
  }
}

function addTo(total: Map<string, number>, amounts: Amounts) {
  for (const resource of ['cpu', 'memory'])
    total.set(
      resource,
      (total.get(resource) ?? 0) + (amounts.get(resource) ?? 0),
    );
}
