import { nameOf } from '../../detectors/shared/sightings';
import {
  absence,
  field,
  logEvidence,
  referenceTo,
} from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { CauseContext, HypothesisDraft } from '../Cause';
import { ContainerFailure } from '../reading/ContainerFailure';

const MOST_LINES = 50;
/** What a program says that wanted a number, or a port to listen on. */
const NO_NUMBER =
  /invalid|pars|integer|number|convert|EACCES|out of range|\blisten\b|\bmust be\b/i;

/**
 * A program takes the variable that the kubelet fills with the address of a Service for a setting of its own: its log complains of exactly that address, and the
 * container sets no variable of that name itself.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
export function mistakenLink(
  context: CauseContext,
): HypothesisDraft | undefined {
  for (const failure of context.failures) {
    const { pod, spec } = failure.container;
    if (pod.spec?.enableServiceLinks === false) continue;
    for (const service of context.snapshot.inNamespace(
      'Service',
      pod.metadata.namespace,
    )) {
      const link = linkOf(service);
      const line = link && complaintOf(failure, link.value);
      const isOwn = spec?.env?.some(each => each.name === link?.variable);
      if (link && line && !isOwn) return draftOf(failure, service, link, line);
    }
  }
  return undefined;
}

interface Link {
  variable: string;
  value: string;
}

function linkOf({ metadata, spec }: KnownKinds['Service']): Link | undefined {
  const { clusterIP, ports = [] } = spec ?? {};
  const [first] = ports;
  if (!clusterIP || clusterIP === 'None' || !first) return undefined;
  return {
    variable: `${metadata.name.toUpperCase().replace(/-/g, '_')}_PORT`,
    value: `${(first.protocol ?? 'TCP').toLowerCase()}://${clusterIP}:${first.port}`,
  };
}

function complaintOf({ lines }: ContainerFailure, value: string) {
  return lines
    .slice(-MOST_LINES)
    .find(
      each => each.includes(value) && NO_NUMBER.test(each.replace(value, '')),
    );
}

function draftOf(
  { container: { pod, name } }: ContainerFailure,
  service: KnownKinds['Service'],
  { variable, value }: Link,
  line: string,
): HypothesisDraft {
  return {
    message: `Container ${name} of ${nameOf(referenceTo(pod))} takes ${variable}, which the kubelet sets to ${value} for ${nameOf(referenceTo(service))}, for a setting of its own`,
    evidence: [
      { evidence: logEvidence(pod, name, [line]), as: 'text' },
      {
        evidence: absence(
          referenceTo(pod),
          `environment variable "${variable}" in container ${name}`,
        ),
        as: 'contradiction',
      },
      { evidence: field(service, 'spec.clusterIP', service.spec?.clusterIP) },
      {
        evidence: field(
          pod,
          'spec.enableServiceLinks',
          pod.spec?.enableServiceLinks ?? true,
        ),
      },
    ],
  };
}
