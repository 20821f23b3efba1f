import { seconds } from '../../snapshot/durations';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { serviceDetectors } from '.';

const run = detectorRunner(...serviceDetectors);

const service = (ports: object[], spec: object = {}, options = {}) =>
  object(
    'Service',
    'cart',
    { spec: { selector: { app: 'cart' }, ports, ...spec } as object },
    options,
  );

function pod(
  ports: object[],
  options: { name?: string; ready?: boolean; spec?: object; age?: number } = {},
) {
  const { name = 'cart-1', ready = true, spec = {}, age = 600 } = options;
  return object(
    'Pod',
    name,
    {
      spec: { containers: [{ name: 'app', ports }], ...spec },
      status: {
        phase: 'Running',
        conditions: [
          {
            type: 'Ready',
            status: ready ? 'True' : 'False',
            lastTransitionTime: ago(seconds(age)),
          },
        ],
      },
    },
    { labels: { app: 'cart' } },
  );
}

const HTTP = { name: 'http', containerPort: 8080 };
const http = pod([HTTP]);

describe('service ports and endpoints', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a name that no pod declares',
      [service([{ port: 80, targetPort: 'web' }]), http],
      'problem high service.target-port-name-unknown 80',
    ],
    [
      'a name that some pods lack',
      [
        service([{ port: 80, targetPort: 'http' }]),
        http,
        pod([], { name: 'cart-2' }),
      ],
      'problem medium service.target-port-name-unknown 80',
    ],
    [
      'a name that is declared with another protocol',
      [
        service([
          { name: 'dns', port: 53, targetPort: 'http', protocol: 'UDP' },
        ]),
        http,
      ],
      'problem high service.target-port-name-unknown dns',
    ],
    [
      'a number beside the only declared port',
      [service([{ port: 80 }]), http],
      'problem high service.target-port-undeclared 80',
    ],
    [
      'a number beside several declared ports',
      [service([{ port: 80 }]), pod([HTTP, { containerPort: 9090 }])],
      'risk medium service.target-port-undeclared 80',
    ],
    [
      'a number while another Service port leads to the declared one',
      [
        service([
          { name: 'a', port: 80, targetPort: 8080 },
          { name: 'b', port: 81 },
        ]),
        http,
      ],
      'risk medium service.target-port-undeclared b',
    ],
    [
      'a protocol',
      [service([{ port: 80, targetPort: 8080, protocol: 'UDP' }]), http],
      'problem high service.protocol-mismatch 80',
    ],
    [
      'pods of which none is ready',
      [service([{ port: 8080 }]), pod([HTTP], { ready: false })],
      'problem high service.no-ready-endpoints',
    ],
    [
      'a load balancer that nobody makes',
      [service([{ port: 8080 }], { type: 'LoadBalancer' }), http],
      'problem medium service.lb-pending',
    ],
    [
      'an address as external name',
      [
        service([], {
          type: 'ExternalName',
          selector: {},
          externalName: '10.0.0.1',
        }),
      ],
      'problem medium service.external-name-invalid',
    ],
    [
      'a missing Service as external name',
      [
        service([], {
          type: 'ExternalName',
          selector: {},
          externalName: 'db.data.svc.cluster.local',
        }),
      ],
      'problem medium service.external-name-invalid',
    ],
  ])('reports %s', (_, objects, expected) => {
    const found = run(objects).map(({ tier, severity, detector, key }) =>
      [tier, severity, detector, key ?? ''].join(' ').trim(),
    );
    expect(found).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a name that the pods declare',
      [service([{ port: 80, targetPort: 'http' }]), http],
    ],
    [
      'a name that a native sidecar declares',
      [
        service([{ port: 80, targetPort: 'proxy' }]),
        pod([HTTP], {
          spec: {
            initContainers: [
              {
                restartPolicy: 'Always',
                ports: [{ name: 'proxy', containerPort: 1 }],
              },
            ],
          },
        }),
      ],
    ],
    ['pods that declare no ports', [service([{ port: 80 }]), pod([])]],
    [
      'pods in the host network',
      [service([{ port: 80 }]), pod([HTTP], { spec: { hostNetwork: true } })],
    ],
    [
      'a Service within its grace',
      [service([{ port: 80 }], {}, { age: seconds(30) }), http],
    ],
    ['unread pods', [service([{ port: 80 }]), unreadKind('Pod')]],
    [
      'pods that have only just lost readiness',
      [service([{ port: 8080 }]), pod([HTTP], { ready: false, age: 30 })],
    ],
    [
      'a Service that publishes unready addresses',
      [
        service([{ port: 8080 }], { publishNotReadyAddresses: true }),
        pod([HTTP], { ready: false }),
      ],
    ],
    [
      'pods of a Job',
      [
        service([{ port: 8080 }]),
        object('Job', 'cart', {}),
        ownedBy(object('Job', 'cart', {}), pod([HTTP], { ready: false })),
      ],
    ],
    [
      'an endpoint that is ready all the same',
      [
        service([{ port: 8080 }]),
        pod([HTTP], { ready: false }),
        object(
          'EndpointSlice',
          'cart-x',
          { endpoints: [{ addresses: ['10.0.0.9'], conditions: {} }] },
          { labels: { 'kubernetes.io/service-name': 'cart' } },
        ),
      ],
    ],
    [
      'an external name outside the cluster',
      [
        service([], {
          type: 'ExternalName',
          selector: {},
          externalName: 'db.example.org',
        }),
      ],
    ],
    [
      'an external name while Services are read in part',
      [
        service([], {
          type: 'ExternalName',
          selector: {},
          externalName: 'db.data.svc',
        }),
        unreadKind('Service', 'partial'),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
