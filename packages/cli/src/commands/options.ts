import { SecretsPolicy } from '@opsagent/collector';
import { Command, Option } from 'commander';

const collect = (value: string, previous: readonly string[] = []) => [
  ...previous,
  value,
];

/** Options that several commands share; made anew for each, since commander keeps state in them. */
export const sharedOptions = {
  context: () => new Option('--context <name>', 'a context of your kubeconfig'),
  kubeconfig: () =>
    new Option(
      '--kubeconfig <file>',
      'instead of $KUBECONFIG or ~/.kube/config',
    ),
  namespace: () =>
    new Option(
      '-n, --namespace <name>',
      'only this namespace; repeat it for several',
    ).argParser(collect),
  secrets: (preset: 'keys' | 'metadata') =>
    new Option(
      '--secrets <what>',
      'what to learn of Secrets: their keys, that they exist, or nothing; never a value, except public certificates',
    )
      .choices(['keys', 'metadata', 'none'])
      .default(preset),
};

/** What the options of `readingFrom` give. */
export interface SourceOptions {
  context?: string;
  kubeconfig?: string;
  namespace?: string[];
  secrets: SecretsPolicy;
}

/** A command that reads a dump or a live cluster, with the argument and options that say which. */
export function readingFrom(command: Command): Command {
  return command
    .argument('[dump]', 'a directory or file, or - for standard input')
    .addOption(sharedOptions.context())
    .addOption(sharedOptions.kubeconfig())
    .addOption(sharedOptions.namespace())
    .addOption(sharedOptions.secrets('metadata'));
}
