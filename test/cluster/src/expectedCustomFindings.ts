import type { AddOnModule } from './harness/defineCustomResources';

/** What must be found of an add-on's objects in `manifests/custom-resources`. */
export interface AddOn {
  /** Name of the manifest and of the namespace. */
  name: string;
  modules: readonly AddOnModule[];
  /** As `detector namespace/Kind/name`; problems and risks, and nothing else of these objects. */
  findings: readonly string[];
}

export const ADD_ONS: readonly AddOn[] = [
  {
    name: 'gateway-api',
    modules: ['sigs.k8s.io/gateway-api'],
    findings: [
      'gateway.certificate-ref-invalid gateway-api/Gateway/in-conflict',
      'gateway.class-missing gateway-api/Gateway/of-missing-class',
      'gateway.class-not-accepted GatewayClass/unserved',
      'gateway.listener-invalid gateway-api/Gateway/in-conflict',
      'gateway.not-accepted gateway-api/Gateway/refused',
      'gateway.not-programmed gateway-api/Gateway/without-address',
      'route.backend-missing gateway-api/HTTPRoute/wrong-backends',
      'route.backend-port-missing gateway-api/HTTPRoute/wrong-backends',
      'route.listener-unmatched gateway-api/HTTPRoute/other-host',
      'route.no-weight gateway-api/HTTPRoute/wrong-backends',
      'route.not-accepted gateway-api/HTTPRoute/refused',
      'route.not-allowed gateway-api/TCPRoute/other-kind',
      'route.parent-missing gateway-api/HTTPRoute/parent-missing',
      'route.reference-not-granted gateway-api/HTTPRoute/wrong-backends',
      'route.unclaimed gateway-api/GRPCRoute/unclaimed',
    ],
  },
];
