import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { FOLDERS } from './folders';

/** The commands that make up a cluster, with the folder of `test/tools` and the Go package that each is built from. */
const COMMANDS = {
  etcd: ['etcd', 'go.etcd.io/etcd/server/v3'],
  'kube-apiserver': ['kubernetes', 'k8s.io/kubernetes/cmd/kube-apiserver'],
  'kube-controller-manager': [
    'kubernetes',
    'k8s.io/kubernetes/cmd/kube-controller-manager',
  ],
  'kube-scheduler': ['kubernetes', 'k8s.io/kubernetes/cmd/kube-scheduler'],
  kubectl: ['kubernetes', 'k8s.io/kubernetes/cmd/kubectl'],
  kwok: ['kwok', 'sigs.k8s.io/kwok/cmd/kwok'],
} as const;

export type KubernetesCommand = keyof typeof COMMANDS;

/** The absolute path of each command. */
export type KubernetesBinaries = Readonly<Record<KubernetesCommand, string>>;

/** Why there are no binaries: this machine cannot build them. */
export class BinariesUnavailableError extends Error {
  readonly name = 'BinariesUnavailableError';
}

/**
 * Finds each command in `$KUBEBUILDER_ASSETS`, else in the cache (`$OPSAGENT_CACHE`, `~/.cache/opsagent` unless set), else builds it into the cache.
 *
 * Building everything takes some five minutes on two cores; progress goes to standard error.
 *
 * @throws BinariesUnavailableError without Go
 */
export async function findKubernetesBinaries(): Promise<KubernetesBinaries> {
  const found: Partial<Record<KubernetesCommand, string>> = {};
  for (const command of Object.keys(COMMANDS) as KubernetesCommand[]) {
    found[command] = locate(command) ?? (await build(command));
  }
  return found as KubernetesBinaries;
}

function locate(command: KubernetesCommand): string | undefined {
  const { KUBEBUILDER_ASSETS: assets } = process.env;
  return [...(assets ? [join(assets, command)] : []), cached(command)].find(
    path => existsSync(path),
  );
}

function cached(command: KubernetesCommand) {
  const [tool] = COMMANDS[command];
  const cache =
    process.env.OPSAGENT_CACHE ?? join(homedir(), '.cache/opsagent');
  return join(cache, `${tool}-${versionOf(tool)}`, command);
}

/** The version that a tool's go.mod requires first, such as `v1.35.4`. */
function versionOf(tool: string): string {
  const module = readFileSync(join(FOLDERS.tools, tool, 'go.mod'), 'utf8');
  const version = /^require \S+ (v\S+)/m.exec(module)?.[1];
  if (!version) throw new Error(`test/tools/${tool}/go.mod requires nothing`);
  return version;
}

async function build(command: KubernetesCommand): Promise<string> {
  if (spawnSync('go', ['version']).status !== 0) {
    throw new BinariesUnavailableError(
      `${command} is neither in $KUBEBUILDER_ASSETS nor in the cache, and without Go it cannot be built`,
    );
  }
  const [tool, source] = COMMANDS[command];
  const target = cached(command);
  const unfinished = `${target}.${process.pid}`;
  await mkdir(join(target, '..'), { recursive: true });

  process.stderr.write(`building ${command} ${versionOf(tool)} ...`);
  const started = Date.now();
  const child = spawn(
    'go',
    // The stamp is what the API server answers to /version.
    [
      'build',
      '-trimpath',
      '-ldflags',
      linkerFlags(tool),
      '-o',
      unfinished,
      source,
    ],
    {
      cwd: join(FOLDERS.tools, tool),
      env: { ...process.env, CGO_ENABLED: '0' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const [code] = await once(child, 'exit');
  if (code !== 0) {
    throw new Error(`go build ${source} failed in test/tools/${tool}`);
  }
  await rename(unfinished, target);
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stderr.write(` ${seconds} s\n`);
  return target;
}

function linkerFlags(tool: string): string {
  const version = versionOf(tool);
  const [major, minor] = version.slice(1).split('.');
  const stamps =
    tool === 'kubernetes'
      ? [
          ['gitVersion', version],
          ['gitMajor', major],
          ['gitMinor', minor],
        ]
      : [];
  return [
    '-s -w',
    ...stamps.map(
      ([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`,
    ),
  ].join(' ');
}
