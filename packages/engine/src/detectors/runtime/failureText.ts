import { Evidence } from '../../findings/Finding';
import { eventEvidence, field, shorten } from '../../findings/evidence';
import { DetectionContext } from '../Detector';
import { PodContainer, lastEnd } from '../shared/containers';
import { OOM_AT_START } from '../shared/oom';

/** Reasons with which a container waits because it could not be created. */
export const CREATE_REASONS: readonly string[] = [
  'CreateContainerError',
  'PreCreateHookError',
  'PreStartHookError',
];
const START_REASONS: readonly string[] = ['RunContainerError'];
const FAILED_START_ENDS: readonly string[] = [
  'StartError',
  'ContainerCannotRun',
];

/** A runtime's refusal, in its own words. */
export interface FailureText {
  text: string;
  evidence: Evidence[];
}

/** What the runtime said when it refused to create or start the container; undefined when it did not refuse. */
export function failureText(
  container: PodContainer,
  { graph }: DetectionContext,
): FailureText | undefined {
  const { pod, name, status, statusPath } = container;
  const { waiting } = status.state ?? {};
  const reason = waiting?.reason ?? '';
  if ([...CREATE_REASONS, ...START_REASONS].includes(reason)) {
    const [event] = graph
      .eventsOf(pod, { reasons: ['Failed'], container: name })
      .filter(each => !/pull/i.test(each.message ?? ''));
    return {
      text: waiting?.message || event?.message || reason,
      evidence: [
        field(pod, `${statusPath}.state.waiting`, shortened(waiting)),
        ...(event ? [eventEvidence(event)] : []),
      ],
    };
  }
  const sandbox = sandboxFailure(container, graph);
  if (sandbox) return sandbox;
  const last = lastEnd(container);
  if (!last || status.state?.running) return undefined;
  if (!FAILED_START_ENDS.includes(last.end.reason ?? '')) return undefined;
  return {
    text: last.end.message || last.end.reason || '',
    evidence: [field(pod, last.path, shortened(last.end))],
  };
}

/** Some runtimes need the pod's memory limit already for the sandbox. Other reasons for which it fails have their own row. */
function sandboxFailure(
  { pod, status }: PodContainer,
  graph: DetectionContext['graph'],
): FailureText | undefined {
  if (status.state?.waiting?.reason !== 'ContainerCreating') return undefined;
  const event = graph
    .eventsOf(pod, { reasons: ['FailedCreatePodSandBox'] })
    .find(each => OOM_AT_START.test(each.message ?? ''));
  return (
    event && { text: event.message ?? '', evidence: [eventEvidence(event)] }
  );
}

/** A state with its message cut to what a person reads. */
export function shortened<T extends { message?: string }>(
  state: T | undefined,
) {
  return state?.message ? { ...state, message: shorten(state.message) } : state;
}
