import { Evidence } from '../../findings/Finding';
import { absence, field, referenceTo } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { isReady, notReadySince } from '../shared/pods';
import { lacksReadyEndpoints } from '../shared/readyEndpoints';
import { servicePort } from '../shared/servicePort';

/** Milliseconds for which a Service may be without endpoints, as while its only pod is replaced. */
const GRACE = seconds(60);
/** An installation creates its parts in any order. */
const INSTALLING = seconds(60);
const DEFAULT_PORT = 443;

/** A Service as those who make the API server call it name it. */
export interface Callee {
  namespace?: string;
  name?: string;
  port?: number;
}

/** Why the API server cannot call a Service. */
export interface ServiceOutage {
  state: 'missing' | 'noEndpoints';
  /** The end of a sentence that begins with the caller: `which ...`. */
  because: string;
  evidence: Evidence[];
  /** RFC 3339. */
  since?: string;
}

/**
 * Why the API server cannot call a Service: it does not exist, lacks the port, or nothing ready stands behind it. Undefined when it can, and when that cannot be told.
 *
 * The API server looks the port up by its number among the Service's ports, and answers for `default/kubernetes` itself.
 *
 * @param caller - the object that names the Service; nothing is said of one that has only just been created
 */
export function outageOf(
  { namespace, name, port = DEFAULT_PORT }: Callee,
  caller: { metadata: { creationTimestamp?: string } },
  context: DetectionContext,
): ServiceOutage | undefined {
  const { snapshot } = context;
  if (!namespace || !name) return undefined;
  if (namespace === 'default' && name === 'kubernetes') return undefined;
  if (!olderThan(snapshot, caller.metadata.creationTimestamp, INSTALLING))
    return undefined;

  const found = snapshot.lookup('Service', namespace, name);
  if (found.state === 'unknown') return undefined;
  if (found.state === 'absent') {
    const service = { apiVersion: 'v1', kind: 'Service', namespace, name };
    return {
      state: 'missing',
      because: 'which does not exist',
      evidence: [absence(service)],
    };
  }

  const service = found.object;
  if (service.spec?.type === 'ExternalName') return undefined;
  const called = servicePort(service, { number: port });
  if (!called) {
    return {
      state: 'noEndpoints',
      because: `which has no port ${port}`,
      evidence: [field(service, 'spec.ports', service.spec?.ports)],
    };
  }
  if (!lacksReadyEndpoints(service, called, GRACE, context)) return undefined;
  return {
    state: 'noEndpoints',
    because: 'behind which nothing is ready',
    ...silence(service, context),
  };
}

function silence(
  service: KnownKinds['Service'],
  { graph }: DetectionContext,
): Pick<ServiceOutage, 'evidence' | 'since'> {
  const pods = graph
    .podsSelectedBy(service)
    .filter(pod => !isReady(pod))
    .map(pod => ({ pod, since: notReadySince(pod) }));
  const times = pods
    .flatMap(({ since }) => (since ? [since] : []))
    .sort((a, b) => Date.parse(b) - Date.parse(a));
  return {
    evidence: [
      field(service, 'spec.selector', service.spec?.selector),
      ...pods
        .slice(0, 3)
        .map(({ pod }) =>
          field(pod, 'status.conditions[Ready].status', 'False'),
        ),
      ...(pods.length === 0
        ? [absence(referenceTo(service), 'ready endpoint')]
        : []),
    ],
    // Nothing has answered since the last of them failed.
    ...(times[0] ? { since: times[0] } : {}),
  };
}
