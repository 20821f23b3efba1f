import { collectSnapshot, SecretsPolicy } from '@opsagent/collector';
import { ClusterSnapshot, readDump } from '@opsagent/engine';
import { Terminal } from '../Terminal';
import {
  ChosenContext,
  KubeConfigChoice,
  loadKubeConfig,
} from './loadKubeConfig';
import { readFiles } from './readFiles';

export interface SnapshotSource extends KubeConfigChoice {
  /** A directory or file, or `-` for standard input. A live cluster is read when it is absent. */
  dump?: string;
  namespaces?: readonly string[];
  secrets: SecretsPolicy;
}

/** Reads the snapshot to diagnose, from a dump or a live cluster. */
export async function readSnapshot(
  source: SnapshotSource,
  terminal: Terminal,
): Promise<ClusterSnapshot> {
  const { dump, context, kubeconfig } = source;
  if (dump === undefined && !context && !kubeconfig) {
    throw new Error(
      'Nothing to diagnose. Name a dump, or a live cluster with --context',
    );
  }
  if (dump === undefined) {
    return readCluster(loadKubeConfig(source), source, terminal);
  }
  if (context || kubeconfig) {
    throw new Error('Name either a dump or a --context, not both');
  }
  if (dump !== '-') {
    return readDump(await readFiles(dump), { capturedAt: terminal.now() });
  }
  const input = { path: 'standard input', text: await terminal.readInput() };
  return readDump([input], {
    capturedAt: terminal.now(),
    kindsWithoutObjects: 'unread',
  });
}

/** Reads a live cluster and says what it cost. */
export async function readCluster(
  { kubeConfig, context }: ChosenContext,
  { namespaces, secrets }: Pick<SnapshotSource, 'namespaces' | 'secrets'>,
  { err, now, signal }: Terminal,
): Promise<ClusterSnapshot> {
  err(`Reading cluster ${context} …\n`);
  const { snapshot, requests } = await collectSnapshot({
    kubeConfig,
    cluster: context,
    signal,
    namespaces,
    secrets,
    now,
  });
  err(`Read ${snapshot.objectCount} objects in ${requests} requests.\n`);
  return snapshot;
}
