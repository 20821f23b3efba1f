import { logEvidence } from '../../findings/evidence';
import { Evidence } from '../../findings/Finding';
import { hours, within } from '../../snapshot/durations';
import { DetectionContext } from '../Detector';
import { containersOf, lastEnd } from '../shared/containers';
import { ServiceReference } from './serviceReferences';

const NETWORK_ERROR =
  /no such host|could not (?:be )?resolve|name or service not known|name resolution|ENOTFOUND|EAI_AGAIN|unknown ?host|nodename nor servname|connection refused|ECONNREFUSED|unreachable|timed? ?out|i\/o timeout|no route to host|no healthy upstream/i;

/** Log lines of the consumer that name the host together with a network error. */
export function complaintsAbout(
  { pod, container, host }: ServiceReference,
  { snapshot }: Pick<DetectionContext, 'snapshot'>,
): Evidence[] {
  const { namespace, name } = pod.metadata;
  const lines = (snapshot.logs(namespace, name, container) ?? []).filter(
    line => line.toLowerCase().includes(host) && NETWORK_ERROR.test(line),
  );
  return lines.length > 0 ? [logEvidence(pod, container, lines, 3)] : [];
}

/** Whether the container that names a Service is itself not well: not ready, or ended badly within the last hour. */
export function isHurt(
  { pod, container: name }: ServiceReference,
  { snapshot }: Pick<DetectionContext, 'snapshot'>,
): boolean {
  const container = containersOf(pod).find(each => each.name === name);
  if (!container) return false;
  const { status, role } = container;
  const last = lastEnd(container)?.end;
  const endedBadly =
    last !== undefined &&
    last.exitCode !== 0 &&
    within(snapshot, last.finishedAt, hours(1));
  return endedBadly || (role !== 'init' && status.ready === false);
}
