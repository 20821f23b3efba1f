export const GATEWAY_API = 'gateway.networking.k8s.io';

/** The kinds of the Gateway API as a snapshot files them. */
export const GATEWAY_KINDS = {
  class: `GatewayClass.${GATEWAY_API}`,
  gateway: `Gateway.${GATEWAY_API}`,
  grant: `ReferenceGrant.${GATEWAY_API}`,
} as const;

/** The kinds of routes. The first belongs to every installation, the others to some. */
export const ROUTE_KINDS = [
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
].map(kind => `${kind}.${GATEWAY_API}`);
