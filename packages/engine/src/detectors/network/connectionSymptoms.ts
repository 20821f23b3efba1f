import { Evidence, LogEvidence } from '../../findings/Finding';
import { field, logEvidence, referenceTo } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { complaintsAbout, isHurt } from '../references/consumerTrouble';
import { ServiceReference } from '../references/serviceReferences';
import {
  containersOf,
  declaredContainers,
  lastEnd,
} from '../shared/containers';
import { isReady } from '../shared/pods';

type Pod = KnownKinds['Pod'];

const NOT_REACHED =
  /tim(?:ed?|ing) ?-?out|timeout|refused|unreachable|no route to host|deadline exceeded/i;

/** What shows that the connection fails; undefined when nothing does, or when the Service has no pod that could answer. */
export function connectionSymptoms(
  reference: ServiceReference,
  providers: readonly Pod[],
  snapshot: ClusterSnapshot,
): Evidence[] | undefined {
  if (!providers.some(isReady)) return undefined;
  const context = { snapshot };
  const told = complaintsAbout(reference, context).filter(
    (each): each is LogEvidence =>
      each.type === 'log' && each.lines.some(line => NOT_REACHED.test(line)),
  );
  if (told.length > 0) return told;
  const { pod, container } = reference;
  const { namespace, name } = pod.metadata;
  const isToldOtherwise =
    snapshot.logs(namespace, name, container) !== undefined;
  if (isToldOtherwise || !isHurt(reference, context)) return undefined;
  return endedByItself(reference);
}

/** A container that was killed, or never ran, does not fail for want of a connection. */
function endedByItself({
  pod,
  container: name,
}: ServiceReference): Evidence[] | undefined {
  const container = containersOf(pod).find(each => each.name === name);
  if (!container) return undefined;
  const { status, statusPath } = container;
  const last = lastEnd(container);
  if (last && last.end.exitCode !== 0)
    return last.end.exitCode < 128 && last.end.reason !== 'OOMKilled'
      ? [
          field(pod, `${last.path}.exitCode`, last.end.exitCode),
          unreadLog(pod, name),
        ]
      : undefined;
  return status.state?.running && status.ready === false
    ? [field(pod, `${statusPath}.ready`, status.ready), unreadLog(pod, name)]
    : undefined;
}

function unreadLog(pod: Pod, container: string): Evidence {
  return {
    type: 'unread',
    object: referenceTo(pod),
    reason: `log of container ${container}: not captured`,
  };
}

/** What the log of a proxy tells of a pod that it did not reach. */
export function proxyComplaints(
  proxy: Pod,
  providers: readonly Pod[],
  snapshot: ClusterSnapshot,
): Evidence[] {
  if (!providers.some(isReady)) return [];
  const addresses = providers.flatMap(({ status }) => status?.podIP ?? []);
  const { namespace, name } = proxy.metadata;
  for (const { container } of declaredContainers(proxy)) {
    const lines = snapshot.logs(namespace, name, container.name) ?? [];
    const told = lines.filter(
      line =>
        NOT_REACHED.test(line) &&
        addresses.some(address => line.includes(`${address}:`)),
    );
    if (told.length > 0) return [logEvidence(proxy, container.name, told, 3)];
  }
  return [];
}
