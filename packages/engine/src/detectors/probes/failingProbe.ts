import { Evidence } from '../../findings/Finding';
import { eventEvidence } from '../../findings/evidence';
import { minutes, olderThan, seconds, within } from '../../snapshot/durations';
import { eventTime } from '../../snapshot/events';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { PodContainer } from '../shared/containers';
import { notReadySince } from '../shared/pods';
import { probeBudget, probeFailure, probeKill } from '../shared/probes';
import { DeclaredProbe } from './probesOf';

const FRESH = minutes(15);
const GRACE = seconds(60);
const ERRORED = /^liveness probe errored/i;
/** How long after its initial delay a container may take to listen before a refused connection is told. */
const WARM_UP = seconds(30);

/** A probe that fails when it should have passed. */
export interface FailingProbe {
  event: KnownKinds['Event'];
  /** Not so for a liveness probe whose error the kubelet throws away. */
  isProblem: boolean;
  evidence: Evidence[];
  /** RFC 3339. */
  since: string | undefined;
}

/**
 * What the kubelet says of a probe that fails while it matters: the container has run beyond the probe's budget without passing, or has just been killed for it.
 * Undefined for containers that are still starting, that crash by themselves, or that are ready again.
 */
export function failingProbe(
  container: PodContainer,
  { kind, probe }: DeclaredProbe,
  context: DetectionContext,
): FailingProbe | undefined {
  const { snapshot } = context;
  const { status, pod } = container;
  const event = probeFailure(container, kind, context);
  if (!event || !within(snapshot, eventTime(event), FRESH)) return undefined;

  const kill =
    kind === 'Readiness' ? undefined : probeKill(container, kind, context);
  if (kill && within(snapshot, eventTime(kill), FRESH)) {
    // Passed since: it has been ready longer than the probe would need to fail again.
    const hasRecovered =
      status.ready === true &&
      olderThan(
        snapshot,
        status.state?.running?.startedAt,
        probeBudget(probe) + GRACE,
      );
    return hasRecovered
      ? undefined
      : {
          event,
          isProblem: true,
          evidence: [eventEvidence(event), eventEvidence(kill)],
          since: kill.firstTimestamp ?? eventTime(kill),
        };
  }
  const isPending =
    (kind === 'Readiness' &&
      status.ready === false &&
      status.started !== false) ||
    (kind === 'Startup' && status.started === false);
  const startedAt = status.state?.running?.startedAt;
  if (!startedAt) return undefined;
  if (Date.parse(eventTime(event) ?? '') < Date.parse(startedAt))
    return undefined;
  const evidence = [eventEvidence(event)];
  // An error, other than a failure, is thrown away: this liveness probe will never act.
  if (kind === 'Liveness' && ERRORED.test(event.message ?? ''))
    return { event, isProblem: false, evidence, since: startedAt };
  if (!isPending) return undefined;
  const allowance = Math.max(
    probeBudget(probe),
    seconds(probe.initialDelaySeconds ?? 0) + WARM_UP,
    GRACE,
  );
  const since = kind === 'Readiness' ? notReadySince(pod) : startedAt;
  if (!olderThan(snapshot, startedAt, allowance)) return undefined;
  if (!olderThan(snapshot, since, GRACE)) return undefined;
  return { event, isProblem: true, evidence, since };
}
