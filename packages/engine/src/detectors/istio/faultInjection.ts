import { field, referenceTo } from '../../findings/evidence';
import { KubernetesObject } from '../../snapshot/objects';
import { Fields, fieldsOf, listOf, numberOf } from '../../snapshot/untyped';
import { Detector } from '../Detector';
import { nameOf } from '../shared/sightings';
import { ISTIO_KINDS } from './istioKinds';

/** Routes of the mesh that fail or wait on purpose. */
export const faultInjection: Detector = {
  id: 'istio.fault-injection-active',
  title: 'VirtualService injects faults',
  tier: 'problem',
  kinds: [ISTIO_KINDS.virtualService],
  documentation: {
    speaks:
      'An HTTP route of a VirtualService aborts or delays a percentage of its requests greater than zero.',
    silent: 'Faults without a percentage, which Istio does not inject.',
    sources: [
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection',
    ],
  },

  *detect({ snapshot }) {
    for (const route of snapshot.all(ISTIO_KINDS.virtualService)) {
      if (route.metadata.deletionTimestamp) continue;
      const faults = faultsOf(route);
      const [worst] = faults;
      if (!worst) continue;
      yield {
        subject: referenceTo(route),
        severity: 'medium',
        message: `${nameOf(referenceTo(route))} ${worst.words} on purpose`,
        evidence: faults.map(({ path, value }) => field(route, path, value)),
      };
    }
  },
};

function faultsOf(route: KubernetesObject) {
  return listOf(fieldsOf(route.spec).http)
    .flatMap((each, index) => {
      const fault = fieldsOf(each.fault);
      const path = `spec.http[${index}].fault`;
      return [
        { kind: 'abort', value: fieldsOf(fault.abort), verb: 'fails' },
        { kind: 'delay', value: fieldsOf(fault.delay), verb: 'delays' },
      ].map(({ kind, value, verb }) => ({
        path: `${path}.${kind}`,
        value,
        share: shareOf(value),
        words: `${verb} ${shareOf(value)} % of its requests`,
      }));
    })
    .filter(({ share }) => share > 0);
}

function shareOf({ percentage, percent }: Fields) {
  return numberOf(fieldsOf(percentage).value) ?? numberOf(percent) ?? 0;
}
