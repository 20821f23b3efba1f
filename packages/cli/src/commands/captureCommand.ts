import { fetchPodLogs, SecretsPolicy } from '@opsagent/collector';
import { Command } from 'commander';
import { dumpFiles } from '../capture/dumpFiles';
import { assertEmpty, writeFiles } from '../capture/writeFiles';
import { assertNamespaces } from '../input/assertNamespaces';
import { loadKubeConfig } from '../input/loadKubeConfig';
import { readCluster } from '../input/readSnapshot';
import { Terminal } from '../Terminal';
import { sharedOptions } from './options';

interface CaptureOptions {
  context?: string;
  kubeconfig?: string;
  namespace?: string[];
  secrets: SecretsPolicy;
}

/** `opsagent capture`: writes a live cluster as a dump, to be diagnosed later or elsewhere. */
export function captureCommand(terminal: Terminal): Command {
  return new Command('capture')
    .description('write a cluster as a dump that diagnose reads')
    .argument('<directory>', 'a new or empty directory')
    .addOption(sharedOptions.context())
    .addOption(sharedOptions.kubeconfig())
    .addOption(sharedOptions.namespace())
    .addOption(sharedOptions.secrets('keys'))
    .action((directory: string, options: CaptureOptions) =>
      capture(directory, options, terminal),
    );
}

async function capture(
  directory: string,
  options: CaptureOptions,
  terminal: Terminal,
): Promise<void> {
  await assertEmpty(directory);
  const { namespace: namespaces, secrets } = options;
  const chosen = loadKubeConfig(options);
  const snapshot = await readCluster(chosen, { namespaces, secrets }, terminal);
  assertNamespaces(snapshot, namespaces);
  const logs = await fetchPodLogs({
    kubeConfig: chosen.kubeConfig,
    snapshot,
    signal: terminal.signal,
  });
  const files = dumpFiles(snapshot, logs);
  await writeFiles(directory, files);
  terminal.err(
    `Wrote ${files.length} files, with the logs of ${logs.size} failing containers, to ${directory}.\n`,
  );
}
