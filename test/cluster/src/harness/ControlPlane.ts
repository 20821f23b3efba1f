import { KubeConfig } from '@kubernetes/client-node';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditLog } from './AuditLog';
import { ClusterClient } from './ClusterClient';
import {
  controlPlaneProcesses,
  writeControlPlaneFiles,
} from './controlPlaneProcesses';
import {
  KubernetesCommand,
  findKubernetesBinaries,
} from './findKubernetesBinaries';
import { ManagedProcess } from './ManagedProcess';
import { freePorts } from './freePorts';
import { waitFor } from './waitFor';

export interface ControlPlaneOptions {
  /** The cluster's name in the kubeconfig; `test` unless given. */
  name?: string;
}

/**
 * A real Kubernetes control plane on the loopback address: etcd, kube-apiserver with RBAC and audit log, controller manager, scheduler, and kwok, which plays
 * those nodes that ask for it.
 */
export class ControlPlane {
  readonly name: string;
  /** The address of the API server. */
  readonly server: string;
  /** The path of a kubeconfig for an administrator. */
  readonly kubeconfig: string;
  /** The same, loaded. */
  readonly kubeConfig: KubeConfig;
  /** The certificate authority of the API server, in PEM. */
  readonly ca: string;
  readonly auditLog: AuditLog;
  /** Reads and writes as an administrator. */
  readonly client: ClusterClient;
  readonly apiServer: ManagedProcess;
  readonly #processes: readonly ManagedProcess[];
  readonly #folder: string;

  /** Starts the servers and waits until the API server is ready; takes some five seconds. */
  static async start(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
    const { name = 'test' } = options;
    const binaries = await findKubernetesBinaries();
    const folder = await mkdtemp(join(tmpdir(), `opsagent-${name}-`));
    const token = randomUUID();
    await writeControlPlaneFiles(folder, token);
    const [port, store, peer] = await freePorts(3);
    const { etcd, apiServer, clients } = controlPlaneProcesses({
      binaries,
      folder,
      ports: { api: port, store, peer },
    });
    etcd.start();
    apiServer.start();
    try {
      const ca = await certificateOf(folder, [etcd, apiServer]);
      const controlPlane = new ControlPlane({
        name,
        server: `https://127.0.0.1:${port}`,
        ca,
        token,
        folder,
        apiServer,
        processes: [etcd, apiServer, ...clients],
      });
      const { kubeConfig, kubeconfig } = controlPlane;
      await writeFile(kubeconfig, kubeConfig.exportConfig(), { mode: 0o600 });
      await controlPlane.#ready();
      for (const each of clients) each.start();
      return controlPlane;
    } catch (error) {
      await apiServer.stop();
      await etcd.stop();
      throw error;
    }
  }

  private constructor(parts: {
    name: string;
    server: string;
    ca: string;
    token: string;
    folder: string;
    apiServer: ManagedProcess;
    processes: readonly ManagedProcess[];
  }) {
    this.name = parts.name;
    this.server = parts.server;
    this.kubeconfig = join(parts.folder, 'kubeconfig');
    this.ca = parts.ca;
    this.apiServer = parts.apiServer;
    this.#processes = parts.processes;
    this.#folder = parts.folder;
    this.auditLog = new AuditLog(join(parts.folder, 'audit.log'));
    this.kubeConfig = this.kubeConfigFor(parts.token);
    this.client = new ClusterClient(this.kubeConfig);
  }

  /** A kubeconfig that signs in with a token of this cluster. */
  kubeConfigFor(token: string): KubeConfig {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromClusterAndUser(
      {
        name: this.name,
        server: this.server,
        caData: Buffer.from(this.ca).toString('base64'),
        skipTLSVerify: false,
      },
      { name: this.name, token },
    );
    return kubeConfig;
  }

  /** Starts the API server again after it was stopped. */
  async restartApiServer(): Promise<void> {
    this.apiServer.start();
    await this.#ready();
  }

  /** Stops one of the servers, by its command. */
  async stopServer(command: KubernetesCommand): Promise<void> {
    await this.#server(command).stop();
  }

  /** Starts a server again after it was stopped. */
  startServer(command: KubernetesCommand): void {
    this.#server(command).start();
  }

  /** What the API server serves with, so that a played kubelet can serve too. In PEM. */
  async servingCredentials(): Promise<{ key: string; cert: string }> {
    const key = await readFile(join(this.#folder, 'pki/apiserver.key'), 'utf8');
    return { key, cert: this.ca };
  }

  /** Stops every server, newest first: an API server whose etcd is gone takes a minute to give up. */
  async stop(): Promise<void> {
    for (const each of [...this.#processes].reverse()) await each.stop();
    if (!process.env.OPSAGENT_KEEP_LOGS) {
      await rm(this.#folder, { recursive: true, force: true });
    }
  }

  #server(command: KubernetesCommand) {
    const server = this.#processes.find(each => each.name === command);
    if (!server) throw new Error(`The control plane runs no ${command}`);
    return server;
  }

  async #ready() {
    await waitFor('the API server to be ready', async () => {
      await this.apiServer.assertStarting();
      return this.client.isReady();
    });
  }
}

/** The certificate that the API server made for itself, which is its own authority. */
function certificateOf(folder: string, servers: readonly ManagedProcess[]) {
  return waitFor(
    'the certificate of the API server',
    async () => {
      for (const each of servers) await each.assertStarting();
      return readFile(join(folder, 'pki/apiserver.crt'), 'utf8');
    },
    { interval: 100 },
  );
}
