import { absence, field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';

/** StatefulSets whose governing Service does not exist. */
export const governingServiceMissing: Detector = {
  id: 'sts.governing-service-missing',
  title: 'Governing Service of StatefulSet does not exist',
  tier: 'problem',
  kinds: ['StatefulSet', 'Service'],
  documentation: {
    speaks:
      'A StatefulSet names in spec.serviceName a Service that does not exist, so that its pods have no stable names in DNS.',
    silent:
      'An empty serviceName, which is legal, and StatefulSets scaled to zero.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
    ],
  },

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
