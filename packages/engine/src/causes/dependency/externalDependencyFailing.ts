import { append } from '../../append';
import { ObjectReference } from '../../findings/Finding';
import { referenceKey } from '../../findings/referenceKey';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { Cause, CauseContext, WeighedEvidence } from '../Cause';
import { ContainerFailure, failuresOf } from '../reading/ContainerFailure';
import { failingContainers } from '../failingContainers';
import { toldBy } from '../reading/told';

const CANNOT_USE = [
  'log.connection-refused',
  'log.timeout',
  'log.dns-failure',
  'log.rate-limited',
];

/** A container fails because it cannot use a host outside of the cluster. */
export const externalDependencyFailing: Cause = {
  id: 'external-dependency-failing',
  title: 'A dependency outside of the cluster cannot be used',
  explains: failingContainers,
  touchedBy: ['configuration'],
  documentation: {
    speaks:
      'The log says that the program cannot reach or use a host which is no Service of the cluster. Several workloads that cannot use the same host make it surer.',
    silent: 'Never more than likely, since the log is all there is to go by.',
  },

  *assess(context) {
    const { failures, services } = context;
    const [pod] = failures.map(each => each.container.pod);
    const told = toldBy(
      failures,
      CANNOT_USE,
      ({ host }) =>
        host !== undefined && services.resolve(host, pod)?.kind === 'external',
    );
    const host = told?.match.host;
    if (!told || !host) return;
    const { container } = told.failure;
    yield {
      message: `Container ${container.name} cannot use ${host}, which is outside of the cluster`,
      evidence: [...told.evidence, ...othersToo(host, context)],
    };
  },
};

const indexes = new WeakMap<
  ClusterSnapshot,
  ReadonlyMap<string, readonly HostTrouble[]>
>();

/** A workload whose log says that it cannot use a host. */
interface HostTrouble {
  subject: ObjectReference;
  evidence: readonly WeighedEvidence[];
}

/** That other workloads cannot use the same host. */
function othersToo(host: string, context: CauseContext): WeighedEvidence[] {
  const known = indexes.get(context.snapshot) ?? toldByHost(context);
  indexes.set(context.snapshot, known);
  const other = known
    .get(host)
    ?.find(
      ({ subject }) =>
        referenceKey(subject) !== referenceKey(context.finding.subject),
    );
  return (other?.evidence ?? []).map(({ evidence }) => ({
    evidence,
    as: 'comparison',
  }));
}

function toldByHost(context: CauseContext) {
  const index = new Map<string, HostTrouble[]>();
  for (const finding of context.foundBy(failingContainers)) {
    const failures = failuresOf(finding, context);
    const hosts = new Set(failures.flatMap(hostsOf));
    for (const host of hosts) {
      const told = toldBy(failures, CANNOT_USE, each => each.host === host);
      if (told)
        append(index, host, {
          subject: finding.subject,
          evidence: told.evidence,
        });
    }
  }
  return index;
}

function hostsOf({ matches }: ContainerFailure) {
  return matches.flatMap(({ host }) => host ?? []);
}
