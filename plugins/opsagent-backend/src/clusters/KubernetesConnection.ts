import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { KubeConfig, User } from '@kubernetes/client-node';

type Authenticator = Parameters<KubeConfig['addAuthenticator']>[0];

/** The header by which the Kubernetes plugin's proxy knows which cluster is meant. */
const CLUSTER_HEADER = 'Backstage-Kubernetes-Cluster';

const AUTH_PROVIDER = 'backstage';

export interface KubernetesConnectionOptions {
  auth: AuthService;
  discovery: DiscoveryService;
}

/** Reaches clusters through the proxy of the Kubernetes plugin, so that the portal's cluster configuration and permissions apply. */
export class KubernetesConnection {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: KubernetesConnectionOptions) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** A configuration with which any Kubernetes client reads the cluster as the given principal. */
  async kubeConfig(
    cluster: string,
    credentials: BackstageCredentials,
  ): Promise<KubeConfig> {
    const baseUrl = await this.#discovery.getBaseUrl('kubernetes');
    // The client refuses plain HTTP, which portals use inside one host, unless told so.
    const plainHttp = baseUrl.startsWith('http:');
    const config = new KubeConfig();
    config.addAuthenticator(this.#authenticator(cluster, credentials));
    config.loadFromOptions({
      clusters: [
        { name: cluster, server: `${baseUrl}/proxy`, skipTLSVerify: plainHttp },
      ],
      users: [{ name: AUTH_PROVIDER, authProvider: { name: AUTH_PROVIDER } }],
      contexts: [{ name: cluster, cluster, user: AUTH_PROVIDER }],
      currentContext: cluster,
    });
    return config;
  }

  #authenticator(
    cluster: string,
    credentials: BackstageCredentials,
  ): Authenticator {
    return {
      isAuthProvider: (user: User) => user.authProvider?.name === AUTH_PROVIDER,
      applyAuthentication: async (_user, request) => {
        // Asked for each request: a token must not be kept.
        const { token } = await this.#auth.getPluginRequestToken({
          onBehalfOf: credentials,
          targetPluginId: 'kubernetes',
        });
        request.headers = {
          ...request.headers,
          Authorization: `Bearer ${token}`,
          [CLUSTER_HEADER]: cluster,
        };
      },
    };
  }
}
