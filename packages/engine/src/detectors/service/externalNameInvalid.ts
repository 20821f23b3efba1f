import { Evidence } from '../../findings/Finding';
import { absence, field, referenceTo } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { Detector } from '../Detector';

export const externalNameInvalid: Detector = {
  id: 'service.external-name-invalid',
  title: 'External name cannot resolve',
  tier: 'problem',
  kinds: ['Service'],
  documentation: {
    speaks:
      'A Service of type ExternalName gives an address in place of a name, or the name of a Service of the cluster that does not exist.',
    silent: 'Names outside the cluster are not judged.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#externalname',
    ],
  },

  *detect({ snapshot }) {
    for (const service of snapshot.all('Service')) {
      const { type, externalName } = service.spec ?? {};
      if (type !== 'ExternalName' || !externalName) continue;
      if (service.metadata.deletionTimestamp) continue;
      const fault = faultOf(externalName, snapshot);
      if (!fault) continue;
      yield {
        subject: referenceTo(service),
        severity: 'medium',
        message: fault.message,
        evidence: [
          field(service, 'spec.externalName', externalName),
          ...fault.evidence,
        ],
        since: service.metadata.creationTimestamp,
      };
    }
  },
};

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]+)$/i;
const IN_CLUSTER = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.|$)/;

function faultOf(
  externalName: string,
  snapshot: ClusterSnapshot,
): { message: string; evidence: Evidence[] } | undefined {
  if (ADDRESS.test(externalName)) {
    return {
      message: `${externalName} is an address; DNS answers an external name with a name, so clients cannot resolve it`,
      evidence: [],
    };
  }
  const [, name, namespace] = IN_CLUSTER.exec(externalName) ?? [];
  if (!name || snapshot.lookup('Service', namespace, name).state !== 'absent')
    return undefined;
  return {
    message: `${externalName} names Service ${namespace}/${name}, which does not exist`,
    evidence: [absence({ apiVersion: 'v1', kind: 'Service', namespace, name })],
  };
}
