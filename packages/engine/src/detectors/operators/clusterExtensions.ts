import { KubernetesObject } from '../../snapshot/objects';
import { minutes } from '../../snapshot/durations';
import { fieldsOf } from '../../snapshot/untyped';
import { detectorFamily } from '../detectorFamily';
import { ReportedFault, reportedFaults } from '../shared/reportedFaults';

const CATALOG = 'ClusterCatalog.olm.operatorframework.io';
const EXTENSION = 'ClusterExtension.olm.operatorframework.io';
const GRACE = minutes(10);

const isUnavailable = ({ spec }: KubernetesObject) =>
  fieldsOf(spec).availabilityMode === 'Unavailable';

const FAULTS: readonly ReportedFault[] = [
  {
    detector: 'olm.v1-not-serving',
    kind: CATALOG,
    type: 'Serving',
    bad: 'False',
    severity: 'medium',
    grace: GRACE,
    says: 'is not served',
    isIdle: isUnavailable,
  },
  {
    detector: 'olm.v1-not-serving',
    kind: EXTENSION,
    type: 'Installed',
    bad: 'False',
    severity: 'medium',
    grace: GRACE,
    says: 'is not installed',
  },
];

/** Catalogs and extensions of the Operator Lifecycle Manager (version 1). */
export const clusterExtensions = detectorFamily({
  rows: [
    {
      id: 'olm.v1-not-serving',
      title: 'Extension is not installed, or its catalog is not served',
      documentation: {
        speaks:
          'A ClusterExtension has not been installed, or a ClusterCatalog not been served, for ten minutes.',
        silent: 'Catalogs that are unavailable because their spec says so.',
        sources: [
          'https://operator-framework.github.io/operator-controller/concepts/controlling-catalog-selection/',
        ],
      },
    },
  ],
  tier: 'problem',
  kinds: [EXTENSION],
  concludesFrom: [CATALOG],
  read: context => reportedFaults(FAULTS, context),
});
