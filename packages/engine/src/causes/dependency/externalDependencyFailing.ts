import { Cause } from '../Cause';
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

  *assess({ failures, services }) {
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
      evidence: told.evidence,
    };
  },
};
