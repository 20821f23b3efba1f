import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GoCommand, buildGoCommand, cachedPath } from './goCommand';

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

/**
 * Finds each command in `$KUBEBUILDER_ASSETS`, else in the cache (`$OPSAGENT_CACHE`, `~/.cache/opsagent` unless set), else builds it into the cache.
 *
 * Building everything takes some five minutes on two cores; progress goes to standard error.
 *
 * @throws BinariesUnavailableError without Go
 */
export async function findKubernetesBinaries(): Promise<KubernetesBinaries> {
  const found: Partial<Record<KubernetesCommand, string>> = {};
  for (const name of Object.keys(COMMANDS) as KubernetesCommand[]) {
    const [tool, source] = COMMANDS[name];
    const stamps = tool === 'kubernetes' ? versionStamps : undefined;
    const command = { name, tool, source, stamps };
    found[name] = locate(command) ?? (await buildGoCommand(command));
  }
  return found as KubernetesBinaries;
}

function locate(command: GoCommand): string | undefined {
  const { KUBEBUILDER_ASSETS: assets } = process.env;
  return [
    ...(assets ? [join(assets, command.name)] : []),
    cachedPath(command),
  ].find(path => existsSync(path));
}

/** What the API server answers to /version. */
function versionStamps(version: string) {
  const [major, minor] = version.slice(1).split('.');
  const variables = 'k8s.io/component-base/version';
  return {
    [`${variables}.gitVersion`]: version,
    [`${variables}.gitMajor`]: major,
    [`${variables}.gitMinor`]: minor,
  };
}
