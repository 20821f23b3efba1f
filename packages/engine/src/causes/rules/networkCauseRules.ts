import { CauseRule } from '../CauseRule';

export const networkCauseRules: readonly CauseRule[] = [
  {
    id: 'service-selector-wrong',
    title: 'The Service selects other labels than the pods carry',
    provedBy: ['service.selector-matches-nothing', 'service.multi-workload'],
    documentation: {
      speaks:
        'No pod carries the labels that a Service selects. The workload whose labels come closest is shown.',
      silent:
        'Not named for a Service without a selector, nor while the workload it selects is scaled to zero.',
      sources: [
        'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
      ],
    },
  },
  {
    id: 'service-port-wrong',
    title: 'The Service forwards to a port that the pods do not offer',
    provedBy: [
      'service.target-port-name-unknown',
      'service.target-port-undeclared',
      'service.protocol-mismatch',
      'service.headless-port-remap',
      'ref.service-port-unknown',
      'ingress.backend-port-missing',
      'route.backend-port-missing',
      'istio.destination-port-missing',
    ],
    documentation: {
      speaks:
        'A Service, an Ingress or a route names a port that the other side does not have: by number, name or protocol.',
      silent:
        'A port that containers merely do not declare is no proof: declaring ports is optional.',
      sources: [
        'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
      ],
    },
  },
  {
    id: 'scheme-or-protocol-wrong',
    title: 'One side speaks TLS and the other does not',
    provedBy: ['service.app-protocol-conflict', 'ref.scheme-conflict'],
    toldBy: ['log.tls-plain'],
    touchedBy: ['configuration'],
    documentation: {
      speaks:
        'The program’s log says that one side spoke TLS and the other did not, or a Service, a route or a reference states another protocol than its target serves.',
      silent: 'Not named where a mesh originates TLS on the way.',
    },
  },
  {
    id: 'edge-route-wrong',
    title: 'The way in from outside is set up wrong',
    provedBy: [
      'ingress.class-missing',
      'ingress.no-class',
      'ingress.no-address',
      'ingress.backend-resource-missing',
      'ingress.port-error',
      'route.parent-missing',
      'route.listener-unmatched',
      'route.not-allowed',
      'route.reference-not-granted',
      'route.no-weight',
      'route.not-accepted',
      'route.unclaimed',
      'gateway.listener-invalid',
      'gateway.class-missing',
      'gateway.not-accepted',
      'istio.route-gateway-missing',
      'istio.route-host-not-on-gateway',
      'istio.subset-undefined',
      'istio.subset-empty',
      'istio.gateway-port-not-exposed',
    ],
    documentation: {
      speaks:
        'An Ingress, Gateway or route refers to a class, gateway, listener, subset or backend that does not exist or does not admit it, or its controller says so.',
      silent:
        'Not named where the controller accepts the present generation of the object.',
      sources: [
        'https://kubernetes.io/docs/concepts/services-networking/ingress/',
        'https://gateway-api.sigs.k8s.io/concepts/api-overview/',
      ],
    },
  },
  {
    id: 'edge-controller-down',
    title: 'Nothing serves the way in from outside',
    provedBy: [
      'ingress.controller-absent',
      'gateway.class-not-accepted',
      'gateway.not-programmed',
      'istio.gateway-selects-nothing',
    ],
    documentation: {
      speaks:
        'The controller that is to serve an Ingress or a Gateway is absent, has no ready pod, or does not report on its class.',
      silent:
        'One route that fails while others of the same class work is a matter of that route.',
      sources: [
        'https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/',
      ],
    },
  },
  {
    id: 'fault-injection-left',
    title: 'A route injects faults',
    provedBy: ['istio.fault-injection-active'],
    documentation: {
      speaks:
        'A route of the mesh delays or aborts a share of its requests on purpose.',
      silent: 'Not named for what is marked as an experiment.',
      sources: [
        'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection',
      ],
    },
  },
];
