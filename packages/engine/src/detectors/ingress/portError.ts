import { field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';
import { nameOf } from '../shared/sightings';

/** A port that the load balancer of an Ingress could not open, in the words of the load balancer's controller. */
export const portError: Detector = {
  id: 'ingress.port-error',
  title: 'Load balancer of Ingress could not open a port',
  tier: 'problem',
  kinds: ['Ingress'],

  *detect({ snapshot }) {
    for (const ingress of snapshot.all('Ingress')) {
      if (ingress.metadata.deletionTimestamp) continue;
      const addresses = ingress.status?.loadBalancer?.ingress ?? [];
      for (const [index, { ports = [] }] of addresses.entries()) {
        for (const [portIndex, { port, error }] of ports.entries()) {
          if (!error) continue;
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
