import { detectorFamily } from '../detectorFamily';
import {
  RETRY_GRACE,
  ReportedFault,
  reportedFaults,
} from '../shared/reportedFaults';
import { CERT_MANAGER_KINDS } from './certManagerKinds';

const { issuer, clusterIssuer } = CERT_MANAGER_KINDS;

const FAULTS = [issuer, clusterIssuer].map<ReportedFault>(kind => ({
  detector: 'certmanager.issuer-not-ready',
  kind,
  type: 'Ready',
  bad: 'False',
  severity: 'high',
  grace: RETRY_GRACE,
  says: 'cannot issue certificates',
}));

/** Issuers of certificates that cannot do their work. */
export const issuers = detectorFamily({
  rows: [
    {
      id: 'certmanager.issuer-not-ready',
      title: 'Issuer of certificates is not ready',
      documentation: {
        speaks:
          'cert-manager has said for five minutes that an Issuer or ClusterIssuer is not ready.',
      },
    },
  ],
  tier: 'problem',
  kinds: [issuer],
  concludesFrom: [clusterIssuer],
  documentation: {
    sources: ['https://cert-manager.io/docs/configuration/'],
  },
  read: context => reportedFaults(FAULTS, context),
});
