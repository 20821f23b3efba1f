import { absence, field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';

/** A StatefulSet whose governing Service does not exist: its pods have no names in DNS. An empty `serviceName` is legal. */
export const governingServiceMissing: Detector = {
  id: 'sts.governing-service-missing',
  title: 'Governing Service of StatefulSet does not exist',
  tier: 'problem',
  kinds: ['StatefulSet', 'Service'],

  *detect({ snapshot }) {
    for (const set of snapshot.all('StatefulSet')) {
      const { namespace, deletionTimestamp } = set.metadata;
      const name = set.spec?.serviceName;
      if (!name || deletionTimestamp || set.spec?.replicas === 0) continue;
      if (snapshot.lookup('Service', namespace, name).state !== 'absent')
        continue;
      yield {
        subject: referenceTo(set),
        key: name,
        severity: 'medium',
        message: `Service ${namespace}/${name} does not exist, so the pods have no stable names in DNS`,
        evidence: [
          field(set, 'spec.serviceName', name),
          absence({ apiVersion: 'v1', kind: 'Service', namespace, name }),
        ],
      };
    }
  },
};
