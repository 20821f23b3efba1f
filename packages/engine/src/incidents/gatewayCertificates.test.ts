import { absence, field } from '../findings/evidence';
import { custom, finding, incidentsFor, summaryOf } from './testFindings';

const SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  namespace: 'shop',
  name: 'tls',
};

describe('a certificate that a gateway names', () => {
  it.each([
    ['gateway.certificate-ref-invalid', 'gateway.networking.k8s.io/v1'],
    ['istio.gateway-credential-missing', 'networking.istio.io/v1'],
  ])('and that does not exist is missing, not wrong: %s', (detector, api) => {
    const gateway = custom(api, 'Gateway', 'public', {});
    const missing = finding(detector, gateway, {
      evidence: [field(gateway, 'spec.listeners', []), absence(SECRET)],
    });
    expect(incidentsFor([], [missing]).map(summaryOf)).toEqual([
      'config-reference-missing Gateway/public: 1',
    ]);
  });

  it('for another host is wrong, not missing', () => {
    const gateway = custom('networking.istio.io/v1', 'Gateway', 'public', {});
    const mismatch = finding('cert.host-mismatch', gateway, {
      evidence: [field(gateway, 'spec.servers', [])],
    });
    expect(incidentsFor([], [mismatch])[0].causes[0].cause).toBe(
      'certificate-host-wrong',
    );
  });
});
