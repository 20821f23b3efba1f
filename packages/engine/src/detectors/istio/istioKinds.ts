/** The kinds of Istio as a snapshot files them. */
export const ISTIO_KINDS = {
  gateway: 'Gateway.networking.istio.io',
  virtualService: 'VirtualService.networking.istio.io',
  destinationRule: 'DestinationRule.networking.istio.io',
  serviceEntry: 'ServiceEntry.networking.istio.io',
  peerAuthentication: 'PeerAuthentication.security.istio.io',
  authorizationPolicy: 'AuthorizationPolicy.security.istio.io',
} as const;

/** Where Istio keeps what holds for the whole mesh, unless installed otherwise. */
export const ROOT_NAMESPACE = 'istio-system';

/** The container that Istio adds to the pods of its mesh. */
export const PROXY = 'istio-proxy';
