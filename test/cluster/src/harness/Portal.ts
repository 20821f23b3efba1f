import {
  FindingQuery,
  OpsAgentClient,
  StoredFinding,
} from '@opsagent/backstage-plugin-opsagent-common';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { stringify } from 'yaml';
import { ControlPlane } from './ControlPlane';
import { ManagedProcess } from './ManagedProcess';
import { FOLDERS } from './folders';
import { freePorts } from './freePorts';
import { waitFor } from './waitFor';

export interface PortalCluster {
  /** Without a certificate authority when it is served over HTTP. */
  controlPlane: Pick<ControlPlane, 'name' | 'server'> &
    Partial<Pick<ControlPlane, 'ca'>>;
  /** The cluster's name in the portal; that of the control plane unless given. */
  name?: string;
  /** A service account's token; the portal reads the cluster with it. */
  token: string;
}

export interface PortalOptions {
  clusters: readonly PortalCluster[];
  /** Catalog entities. */
  entities?: readonly object[];
  /** Settings of the plugin, as under `opsagent` of the app-config. Scans run on request only unless a schedule is given. */
  opsagent?: object;
  /** Who a guest is; `user:default/guest` unless given. */
  user?: string;
  /** Denials of the example portal's permission policy. */
  deny?: readonly object[];
  /** Callers beside the administrators' service, as under `backend.auth.externalAccess`. */
  externalAccess?: readonly object[];
  /** As under `backend.database`; SQLite in memory unless given. */
  database?: object;
}

/** What the replicas of a portal have in common. */
interface SharedOptions extends PortalOptions {
  entitiesFile: string;
  /** Of the administrators' service. */
  token: string;
}

/** The real backend of the example portal as a process of its own, connected to test clusters. */
export class Portal {
  readonly baseUrl: string;
  /** The REST API as a service of the portal's administrators, to whom everything is allowed. */
  readonly client: OpsAgentClient;
  readonly #process: ManagedProcess;
  readonly #folder: string;
  readonly #options: SharedOptions;

  /** Starts the portal and waits until it is ready and its catalog holds the entities; takes some ten seconds. */
  static async start(options: PortalOptions): Promise<Portal> {
    const folder = await newFolder();
    const entitiesFile = join(folder, 'entities.yaml');
    await writeFile(
      entitiesFile,
      (options.entities ?? []).map(each => stringify(each)).join('---\n'),
    );
    const token = randomUUID();
    const portal = await Portal.#startIn(folder, {
      ...options,
      entitiesFile,
      token,
    });
    try {
      await portal.#filled();
    } catch (error) {
      await portal.stop();
      throw error;
    }
    return portal;
  }

  /** Starts another process of the same portal, which makes sense on a database that they share. */
  async startReplica(
    differences: Pick<PortalOptions, 'clusters'>,
  ): Promise<Portal> {
    const folder = await newFolder();
    return Portal.#startIn(folder, { ...this.#options, ...differences });
  }

  static async #startIn(
    folder: string,
    options: SharedOptions,
  ): Promise<Portal> {
    const [port] = await freePorts(1);
    const config = join(folder, 'app-config.yaml');
    await writeFile(config, stringify(appConfig({ ...options, port })), {
      mode: 0o600,
    });
    const transform = require.resolve(
      '@backstage/cli-node/config/nodeTransform.cjs',
      { paths: [dirname(require.resolve('@backstage/cli/package.json'))] },
    );
    const process = new ManagedProcess({
      name: 'portal',
      command: globalThis.process.execPath,
      args: [
        '--require',
        transform,
        join(FOLDERS.backend, 'src/index.ts'),
        '--config',
        join(FOLDERS.repository, 'app-config.yaml'),
        '--config',
        config,
      ],
      cwd: FOLDERS.backend,
      env: {
        ...globalThis.process.env,
        NODE_ENV: 'development',
        LOG_LEVEL: 'debug',
      },
      logFile: join(folder, 'portal.log'),
    });
    const portal = new Portal(
      `http://127.0.0.1:${port}`,
      options,
      process,
      folder,
    );
    process.start();
    try {
      await portal.#ready();
    } catch (error) {
      await portal.stop();
      throw error;
    }
    return portal;
  }

  private constructor(
    baseUrl: string,
    options: SharedOptions,
    process: ManagedProcess,
    folder: string,
  ) {
    this.baseUrl = baseUrl;
    this.client = this.clientWith(options.token);
    this.#options = options;
    this.#process = process;
    this.#folder = folder;
  }

  /** The REST API with a token, or without one. */
  clientWith(token: string | undefined): OpsAgentClient {
    return new OpsAgentClient({
      discoveryApi: {
        getBaseUrl: async pluginId => `${this.baseUrl}/api/${pluginId}`,
      },
      fetchApi: {
        fetch: (input, init) =>
          fetch(input, {
            ...init,
            signal: AbortSignal.timeout(60_000),
            headers: token ? { Authorization: `Bearer ${token}` } : {},
          }),
      },
    });
  }

  /** The REST API as the person who signs in as a guest. */
  async clientOfUser(): Promise<OpsAgentClient> {
    return this.clientWith(await this.userToken());
  }

  async userToken(): Promise<string> {
    const response = await fetch(`${this.baseUrl}/api/auth/guest/refresh`, {
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    });
    if (!response.ok) throw new Error(await response.text());
    const session = (await response.json()) as {
      backstageIdentity: { token: string };
    };
    return session.backstageIdentity.token;
  }

  /** Asks for a scan and waits until one has ended that started after the request. */
  async scan(cluster: string): Promise<void> {
    await waitFor(`a scan of ${cluster} to start`, async () => {
      const { started } = await this.client.requestScan(cluster);
      return started;
    });
    await this.scanned(cluster);
  }

  async scanned(cluster: string) {
    return waitFor(`the scan of ${cluster} to end`, async () => {
      const status = await this.cluster(cluster);
      return status && !status.scanning ? status : undefined;
    });
  }

  async cluster(name: string) {
    const { items } = await this.client.listClusters();
    return items.find(each => each.name === name);
  }

  /** All findings that match, from all pages. */
  async findings(
    query: Partial<FindingQuery> = {},
    client = this.client,
  ): Promise<StoredFinding[]> {
    const items: StoredFinding[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listFindings({ limit: 100, ...query, cursor });
      items.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return items;
  }

  /** Ends the process at once, as a crash of its machine would. */
  async kill(): Promise<void> {
    await this.#process.kill();
  }

  /** Kills the process and starts it again. */
  async crash(): Promise<void> {
    await this.kill();
    this.#process.start();
    await this.#ready();
  }

  async stop(): Promise<void> {
    await this.#process.stop();
    if (!process.env.OPSAGENT_KEEP_LOGS) {
      await rm(this.#folder, { recursive: true, force: true });
    }
  }

  async #ready() {
    await waitFor(
      'the portal to be ready',
      async () => {
        await this.#process.assertStarting('Backend startup failed');
        const url = `${this.baseUrl}/.backstage/health/v1/readiness`;
        return (await fetch(url)).ok;
      },
      { timeout: 120_000 },
    );
  }

  async #filled() {
    const { entities = [], entitiesFile, token } = this.#options;
    const location = `metadata.annotations.backstage.io/managed-by-location=file:${entitiesFile}`;
    const query = new URLSearchParams({ filter: location, limit: '1' });
    await waitFor(
      'the catalog to be filled',
      async () => {
        const response = await fetch(
          `${this.baseUrl}/api/catalog/entities/by-query?${query}`,
          {
            headers: { Authorization: `Bearer ${token}` },
            signal: AbortSignal.timeout(60_000),
          },
        );
        if (!response.ok) throw new Error(await response.text());
        const { totalItems } = (await response.json()) as {
          totalItems: number;
        };
        return totalItems >= entities.length;
      },
      { timeout: 300_000 },
    );
  }
}

function newFolder() {
  return mkdtemp(join(tmpdir(), 'opsagent-portal-'));
}

function appConfig(options: SharedOptions & { port: number }) {
  const { port, token, entitiesFile, clusters, user, deny } = options;
  const { opsagent } = options;
  return {
    app: { baseUrl: `http://127.0.0.1:${port}` },
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      ...(options.database ? { database: options.database } : {}),
      auth: {
        externalAccess: [
          { type: 'static', options: { token, subject: 'cluster-tests' } },
          ...(options.externalAccess ?? []),
        ],
      },
    },
    auth: {
      providers: {
        guest: { userEntityRef: user ?? 'user:default/guest' },
      },
    },
    catalog: {
      processingInterval: { seconds: 10 },
      locations: [
        {
          type: 'file',
          target: entitiesFile,
          rules: [{ allow: ['Component', 'User', 'Group'] }],
        },
      ],
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(({ controlPlane, name, token: bearer }) => ({
            name: name ?? controlPlane.name,
            url: controlPlane.server,
            authProvider: 'serviceAccount',
            serviceAccountToken: bearer,
            ...(controlPlane.ca && {
              caData: Buffer.from(controlPlane.ca).toString('base64'),
            }),
            skipMetricsLookup: true,
          })),
        },
      ],
    },
    permission: { examplePolicy: { deny: deny ?? [] } },
    opsagent: {
      // Long enough never to interfere; the first scan is due when the test asks for it.
      schedule: { frequency: '1d', initialDelay: '1d' },
      ...opsagent,
    },
  };
}
