import type { HTTPGetAction, Probe } from 'kubernetes-types/core/v1';
import { KnownKinds } from '../../snapshot/objects';
import { FieldEvidence } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { hours, seconds } from '../../snapshot/durations';
import { DetectionContext } from '../Detector';
import { PodContainer } from './containers';
import { shownProgram } from './shownProgram';

export type ProbeKind = 'Liveness' | 'Readiness' | 'Startup';

/**
 * How long, in milliseconds, a probe may fail from a container's start until the kubelet acts on it. The API server fills in the defaults; a dump may lack them.
 */
export function probeBudget(probe: Probe): number {
  const {
    initialDelaySeconds = 0,
    failureThreshold = 3,
    periodSeconds = 10,
  } = probe;
  return seconds(initialDelaySeconds + failureThreshold * periodSeconds);
}

/** The newest event within the last hour in which the kubelet says that it kills a container because of a probe. */
export function probeKill(
  { pod, name }: PodContainer,
  probe: ProbeKind,
  { graph }: DetectionContext,
): KnownKinds['Event'] | undefined {
  const words = new RegExp(`failed ${probe} probe`, 'i');
  return graph
    .eventsOf(pod, { reasons: ['Killing'], container: name, within: hours(1) })
    .find(event => words.test(event.message ?? ''));
}

/** The newest event within the last hour that reports a failed probe of a container. */
export function probeFailure(
  { pod, name }: PodContainer,
  probe: ProbeKind,
  { graph }: DetectionContext,
): KnownKinds['Event'] | undefined {
  const words = new RegExp(`^${probe} probe (?:failed|errored)`, 'i');
  return graph
    .eventsOf(pod, {
      reasons: ['Unhealthy', 'ProbeWarning'],
      container: name,
      within: hours(1),
    })
    .find(event => words.test(event.message ?? ''));
}

/** A probe as evidence. */
export function probeField(
  pod: KnownKinds['Pod'],
  path: string,
  probe: Probe,
): FieldEvidence {
  return field(pod, path, shownProbe(probe));
}

/** What may be shown of a probe: of a command only the program and of a request neither headers nor query, since the rest may carry credentials. */
export function shownProbe({ exec, httpGet, ...rest }: Probe) {
  return {
    ...rest,
    ...(exec ? { exec: { command: shownCommand(exec.command) } } : {}),
    ...(httpGet ? { httpGet: shownRequest(httpGet) } : {}),
  };
}

function shownCommand(command: readonly string[] | undefined) {
  return command?.length ? [shownProgram(command)] : [];
}

function shownRequest({ scheme, host, port, path }: HTTPGetAction) {
  return {
    ...(scheme ? { scheme } : {}),
    ...(host ? { host } : {}),
    port,
    ...(path ? { path: path.replace(/[?#].*$/s, '') } : {}),
  };
}
