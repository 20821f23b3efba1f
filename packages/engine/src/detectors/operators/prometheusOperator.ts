import { minutes } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf } from '../../snapshot/untyped';
import { detectorFamily } from '../detectorFamily';
import { ReportedFault, reportedFaults } from '../shared/reportedFaults';

const KINDS = ['Prometheus', 'Alertmanager'].map(
  kind => `${kind}.monitoring.coreos.com`,
);
const GRACE = minutes(5);

const isPaused = ({ spec }: KubernetesObject) => {
  const { paused, replicas } = fieldsOf(spec);
  return paused === true || replicas === 0;
};

const FAULTS = ['Reconciled', 'Available'].flatMap(type =>
  KINDS.map<ReportedFault>(kind => ({
    detector: 'prometheus.not-reconciled',
    kind,
    type,
    bad: 'False',
    severity: 'medium',
    grace: GRACE,
    says: type === 'Reconciled' ? 'cannot be set up' : 'is not available',
    isIdle: isPaused,
  })),
);

/** Servers of the Prometheus operator that it cannot set up or that do not run. */
export const prometheusOperator = detectorFamily({
  rows: [
    {
      id: 'prometheus.not-reconciled',
      title: 'Prometheus or Alertmanager does not run as declared',
      documentation: {
        speaks:
          'The Prometheus operator has said for five minutes that it cannot set up a Prometheus or Alertmanager, or that none of its pods is available.',
        silent: 'Paused ones, and ones scaled to zero.',
        sources: [
          'https://prometheus-operator.dev/docs/platform/troubleshooting/',
        ],
      },
    },
  ],
  tier: 'problem',
  kinds: [KINDS[0]],
  concludesFrom: [KINDS[1]],
  read: context => reportedFaults(FAULTS, context),
});
