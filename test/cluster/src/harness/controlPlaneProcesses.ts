import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  KubernetesBinaries,
  KubernetesCommand,
} from './findKubernetesBinaries';
import { ManagedProcess } from './ManagedProcess';

/** The annotation, with its value, that makes kwok play a node. */
export const KWOK_ANNOTATION = 'kwok.x-k8s.io/node=fake';

const FAST_CLIENT = [
  '--kubeconfig=kubeconfig',
  '--leader-elect=false',
  '--secure-port=0',
  '--kube-api-qps=500',
  '--kube-api-burst=1000',
];

const CONTROLLER_MANAGER_ARGUMENTS = [
  ...FAST_CLIENT,
  '--service-account-private-key-file=sa.key',
  '--root-ca-file=pki/apiserver.crt',
  '--use-service-account-credentials',
  // Nodes that the tests play send no heartbeat.
  '--node-monitor-grace-period=24h',
  // An autoscaler that cannot work should say so within a test.
  '--horizontal-pod-autoscaler-sync-period=2s',
];

const KWOK_ARGUMENTS = [
  '--kubeconfig=kubeconfig',
  '--manage-all-nodes=false',
  `--manage-nodes-with-annotation-selector=${KWOK_ANNOTATION}`,
  // Without leases the nodes would turn NotReady after a minute.
  '--node-lease-duration-seconds=40',
];

const AUDIT_POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived, ResponseStarted]
rules: [{ level: Metadata }]
`;

export interface ControlPlaneProcessesOptions {
  binaries: KubernetesBinaries;
  /** Where the files of `writeControlPlaneFiles` are; becomes the working directory of all. */
  folder: string;
  ports: { api: number; store: number; peer: number };
}

/** The servers of a control plane, not started yet: the store, the API server, and its clients, which want a file `kubeconfig`. */
export function controlPlaneProcesses(options: ControlPlaneProcessesOptions) {
  const { binaries, folder, ports } = options;
  const command = (name: KubernetesCommand, args: readonly string[]) =>
    new ManagedProcess({
      name,
      command: binaries[name],
      args,
      logFile: join(folder, `${name}.log`),
      cwd: folder,
    });
  return {
    etcd: command('etcd', etcdArguments(ports.store, ports.peer)),
    apiServer: command(
      'kube-apiserver',
      apiServerArguments(ports.api, ports.store),
    ),
    clients: [
      command('kube-controller-manager', CONTROLLER_MANAGER_ARGUMENTS),
      command('kube-scheduler', FAST_CLIENT),
      command('kwok', KWOK_ARGUMENTS),
    ],
  };
}

/** Writes what the servers read: a signing key for service accounts, an audit policy, and an administrator's token. */
export async function writeControlPlaneFiles(folder: string, token: string) {
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
    // No proxy answers at Service addresses here; what the network around has there is none of the cluster's.
    '--enable-aggregator-routing=true',
    '--allow-privileged',
    '--audit-policy-file=audit-policy.yaml',
    '--audit-log-path=audit.log',
    '--audit-log-maxsize=2000',
  ];
}
