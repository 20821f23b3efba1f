import { CauseRule } from '../CauseRule';

export const networkCauseRules: readonly CauseRule[] = [
  {
    id: 'service-selector-wrong',
    title: 'The Service selects other labels than the pods carry',
    provedBy: ['service.selector-matches-nothing'],
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
    ],
  },
  {
    id: 'scheme-or-protocol-wrong',
    title: 'One side speaks TLS and the other does not',
    toldBy: ['log.tls-plain'],
    touchedBy: ['configuration'],
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
    ],
  },
  {
    id: 'edge-controller-down',
    title: 'Nothing serves the way in from outside',
    provedBy: ['ingress.controller-absent'],
  },
];
