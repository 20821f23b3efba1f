/** The kinds of cert-manager as a snapshot files them. */
export const CERT_MANAGER_KINDS = {
  certificate: 'Certificate.cert-manager.io',
  issuer: 'Issuer.cert-manager.io',
  clusterIssuer: 'ClusterIssuer.cert-manager.io',
  order: 'Order.acme.cert-manager.io',
  challenge: 'Challenge.acme.cert-manager.io',
} as const;
