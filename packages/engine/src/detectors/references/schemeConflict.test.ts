import { deployedPod } from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { schemeConflict } from './schemeConflict';
import { consumer, service } from './testServices';

const run = detectorRunner(schemeConflict);
const api = (port: object) => service('api', 'shop', { ports: [port] });

describe('ref.scheme-conflict', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'https to a port called http',
      [
        api({ name: 'http', port: 8080 }),
        ...consumer('API_URL', 'https://api:8080'),
      ],
      'Container app of Deployment shop/cart speaks https to api:8080, which the Service calls http',
    ],
    [
      'http to port 443',
      [api({ port: 443 }), ...consumer('API_URL', 'http://api:443')],
      'Container app of Deployment shop/cart speaks http to api:443, which the Service calls https',
    ],
    [
      'https to an application protocol',
      [
        api({ name: 'web', port: 443, appProtocol: 'http' }),
        ...consumer('API_URL', 'https://api'),
      ],
      'Container app of Deployment shop/cart speaks https to api:443, which the Service calls http',
    ],
  ])('fires for %s', (_, objects, message) => {
    expect(run(objects)).toMatchObject([
      { tier: 'risk', severity: 'low', key: 'api', message },
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'schemes that agree',
      [
        api({ name: 'https', port: 443 }),
        ...consumer('API_URL', 'https://api'),
      ],
    ],
    [
      'a port that tells nothing',
      [api({ port: 8443 }), ...consumer('API_URL', 'http://api:8443')],
    ],
    [
      'another protocol',
      [
        api({ name: 'grpc', port: 443 }),
        ...consumer('API_URL', 'http://api:443'),
      ],
    ],
    ['an absent Service', consumer('API_URL', 'http://api:443')],
    [
      'a mesh',
      [
        api({ port: 443 }),
        ...deployedPod({
          containers: {
            app: {
              spec: { env: [{ name: 'API_URL', value: 'http://api:443' }] },
            },
            'istio-proxy': {},
          },
        }),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
