import { KubeConfig } from '@kubernetes/client-node';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditLog } from './AuditLog';
import { ClusterClient } from './ClusterClient';
import {
  KubernetesCommand,
  findKubernetesBinaries,
} from './findKubernetesBinaries';
import { ManagedProcess } from './ManagedProcess';
import { freePorts } from './freePorts';
import { waitFor } from './waitFor';

/** The annotation, with its value, that makes kwok play a node. */
export const KWOK_ANNOTATION = 'kwok.x-k8s.io/node=fake';

const FAST_CLIENT = [
  '--kubeconfig=kubeconfig',
  '--leader-elect=false',
  '--secure-port=0',
  '--kube-api-qps=500',
  '--kube-api-burst=1000',
];

const AUDIT_POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived, ResponseStarted]
rules: [{ level: Metadata }]
`;

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
    await writeFiles(folder, token);
    const [port, store, peer] = await freePorts(3);
    const server = `https://127.0.0.1:${port}`;
    const kubeconfig = join(folder, 'kubeconfig');
    const command = (binary: KubernetesCommand, args: readonly string[]) =>
      new ManagedProcess({
        name: binary,
        command: binaries[binary],
        args,
        logFile: join(folder, `${binary}.log`),
        cwd: folder,
      });

    const etcd = command('etcd', etcdArguments(store, peer));
    const apiServer = command(
      'kube-apiserver',
      apiServerArguments(port, store),
    );
    const clients = [
      command('kube-controller-manager', [
        ...FAST_CLIENT,
        '--service-account-private-key-file=sa.key',
        '--root-ca-file=pki/apiserver.crt',
        '--use-service-account-credentials',
        // Nodes that the tests play send no heartbeat.
        '--node-monitor-grace-period=24h',
        // A budget and an autoscaler that cannot work should say so within a test.
        '--horizontal-pod-autoscaler-sync-period=2s',
      ]),
      command('kube-scheduler', FAST_CLIENT),
      command('kwok', [
        '--kubeconfig=kubeconfig',
        '--manage-all-nodes=false',
        `--manage-nodes-with-annotation-selector=${KWOK_ANNOTATION}`,
        // Without leases the nodes would turn NotReady after a minute.
        '--node-lease-duration-seconds=40',
      ]),
    ];

    etcd.start();
    apiServer.start();
    try {
      await waitFor(
        'the certificate of the API server',
        async () => {
          await etcd.assertStarting();
          await apiServer.assertStarting();
          return readFile(join(folder, 'pki/apiserver.crt'), 'utf8');
        },
        { interval: 100 },
      );
      const controlPlane = new ControlPlane({
        name,
        server,
        kubeconfig,
        ca: await readFile(join(folder, 'pki/apiserver.crt'), 'utf8'),
        token,
        folder,
        apiServer,
        processes: [etcd, apiServer, ...clients],
      });
      await writeFile(kubeconfig, controlPlane.kubeConfig.exportConfig());
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
    kubeconfig: string;
    ca: string;
    token: string;
    folder: string;
    apiServer: ManagedProcess;
    processes: readonly ManagedProcess[];
  }) {
    this.name = parts.name;
    this.server = parts.server;
    this.kubeconfig = parts.kubeconfig;
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

  /** Stops every server, newest first: an API server whose etcd is gone takes a minute to give up. */
  async stop(): Promise<void> {
    for (const each of [...this.#processes].reverse()) await each.stop();
    if (!process.env.OPSAGENT_KEEP_LOGS) {
      await rm(this.#folder, { recursive: true, force: true });
    }
  }

  async #ready() {
    await waitFor('the API server to be ready', async () => {
      await this.apiServer.assertStarting();
      return this.client.isReady();
    });
  }
}

function etcdArguments(store: number, peer: number) {
  return [
    '--data-dir=etcd',
    '--unsafe-no-fsync',
    `--listen-client-urls=http://127.0.0.1:${store}`,
    `--advertise-client-urls=http://127.0.0.1:${store}`,
    `--listen-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-cluster=default=http://127.0.0.1:${peer}`,
  ];
}

function apiServerArguments(port: number, store: number) {
  return [
    `--etcd-servers=http://127.0.0.1:${store}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    // The server makes itself a certificate here.
    '--cert-dir=pki',
    '--token-auth-file=tokens.csv',
    '--authorization-mode=RBAC,Node',
    '--service-account-key-file=sa.key',
    '--service-account-signing-key-file=sa.key',
    '--service-account-issuer=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.0.0.0/16',
    '--allow-privileged',
    '--audit-policy-file=audit-policy.yaml',
    '--audit-log-path=audit.log',
    '--audit-log-maxsize=2000',
  ];
}

async function writeFiles(folder: string, token: string) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signingKey = privateKey.export({ type: 'pkcs1', format: 'pem' });
  await writeFile(join(folder, 'sa.key'), signingKey, { mode: 0o600 });
  await writeFile(join(folder, 'audit-policy.yaml'), AUDIT_POLICY);
  await writeFile(
    join(folder, 'tokens.csv'),
    `${token},admin,admin,"system:masters"\n`,
    { mode: 0o600 },
  );
}
