import { field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';
import { nameOf } from '../shared/sightings';

export const portError: Detector = {
  id: 'ingress.port-error',
  title: 'Load balancer of Ingress could not open a port',
  tier: 'problem',
  kinds: ['Ingress'],
  documentation: {
    speaks:
      'The controller of the load balancer reports an error for a port of the Ingress.',
    sources: [
      'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/#IngressStatus',
    ],
  },

  *detect({ snapshot }) {
    for (const ingress of snapshot.all('Ingress')) {
      if (ingress.metadata.deletionTimestamp) continue;
      const addresses = ingress.status?.loadBalancer?.ingress ?? [];
      for (const [index, { ports = [] }] of addresses.entries()) {
        for (const [portIndex, { port, error }] of ports.entries()) {
          if (!error || port === undefined) continue;
          yield {
            subject: referenceTo(ingress),
            key: String(port),
            severity: 'medium',
            message: `Port ${port} of ${nameOf(referenceTo(ingress))} could not be opened: ${error}`,
            evidence: [
              field(
                ingress,
                `status.loadBalancer.ingress[${index}].ports[${portIndex}].error`,
                error,
              ),
            ],
          };
        }
      }
    }
  },
};
