import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  NotAllowedError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { z } from 'zod';
import { ListedCluster } from './ClusterStore';

/** The strategies of the Kubernetes plugin that take a token from the reader's browser. */
const CLIENT_SIDE_PROVIDERS = ['google', 'oidc', 'aks'];

/** Milliseconds. Locators may ask a cloud's API first. */
const LIST_TIMEOUT = 30_000;

const answerSchema = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      title: z.string().optional(),
      authProvider: z.string().optional(),
    }),
  ),
});

export interface ClusterRegistryOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  /** Only these clusters; all when empty. */
  include?: readonly string[];
  exclude?: readonly string[];
}

/** The clusters that the portal's Kubernetes plugin knows. */
export class ClusterRegistry {
  readonly #options: ClusterRegistryOptions;

  constructor(options: ClusterRegistryOptions) {
    this.#options = options;
  }

  /**
   * Clusters that the given credentials may list.
   *
   * @throws NotAllowedError when the portal denies listing them
   * @throws ServiceUnavailableError when the Kubernetes plugin gives no usable answer
   */
  async list(options: {
    credentials: BackstageCredentials;
    signal: AbortSignal;
  }): Promise<ListedCluster[]> {
    const response = await this.#request(options);
    if (response.status === 403) {
      throw new NotAllowedError(
        'The portal does not let you list Kubernetes clusters',
      );
    }
    if (!response.ok) {
      throw new ServiceUnavailableError(
        'The Kubernetes plugin could not list its clusters',
        await ResponseError.fromResponse(response),
      );
    }
    const { items } = await understood(response);
    return items
      .filter(({ name }) => this.#isWanted(name))
      .map(({ name, title, authProvider = '' }) => ({
        name,
        title,
        scannable: !CLIENT_SIDE_PROVIDERS.includes(authProvider),
      }));
  }

  #isWanted(name: string) {
    const { include = [], exclude = [] } = this.#options;
    return (
      (include.length === 0 || include.includes(name)) &&
      !exclude.includes(name)
    );
  }

  async #request({
    credentials,
    signal,
  }: {
    credentials: BackstageCredentials;
    signal: AbortSignal;
  }) {
    const { auth, discovery } = this.#options;
    const baseUrl = await discovery.getBaseUrl('kubernetes');
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'kubernetes',
    });
    try {
      return await fetch(`${baseUrl}/clusters`, {
        headers: { Authorization: `Bearer ${token}` },
        signal: AbortSignal.any([signal, AbortSignal.timeout(LIST_TIMEOUT)]),
      });
    } catch (error) {
      throw new ServiceUnavailableError(
        'The Kubernetes plugin did not answer',
        error,
      );
    }
  }
}

async function understood(response: Response) {
  try {
    return answerSchema.parse(await response.json());
  } catch (error) {
    throw new ServiceUnavailableError(
      'The answer of the Kubernetes plugin was not understood',
      error,
    );
  }
}
