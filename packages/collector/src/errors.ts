/** No answer came from the cluster at all: connection refused, timeout, TLS, name resolution, or a gateway in front of it that could not reach it. */
export class ClusterUnreachableError extends Error {
  readonly name = 'ClusterUnreachableError';
  readonly cluster: string;

  constructor(cluster: string, reason: string, options?: ErrorOptions) {
    super(`Cluster ${cluster} could not be reached: ${reason}`, options);
    this.cluster = cluster;
  }
}

/** The cluster, or the gateway in front of it, answered 401: it does not know these credentials. */
export class ClusterUnauthenticatedError extends Error {
  readonly name = 'ClusterUnauthenticatedError';
  readonly cluster: string;

  constructor(cluster: string, reason: string) {
    super(`Cluster ${cluster} rejected the credentials: ${reason}`);
    this.cluster = cluster;
  }
}

/** A gateway in front of the cluster, such as the portal's Kubernetes proxy, denied the request; the cluster was not asked. */
export class GatewayDeniedError extends Error {
  readonly name = 'GatewayDeniedError';
  readonly cluster: string;

  constructor(cluster: string, reason: string) {
    super(`Access to cluster ${cluster} was denied on the way: ${reason}`);
    this.cluster = cluster;
  }
}
