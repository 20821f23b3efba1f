import { analyze } from '@opsagent/engine';
import { Command, Option } from 'commander';
import { assertNamespaces } from '../input/assertNamespaces';
import { readSnapshot } from '../input/readSnapshot';
import { DiagnosisDocument } from '../output/diagnosisDocument';
import { filterAnalysis } from '../output/filterAnalysis';
import { renderScores } from '../output/renderScores';
import { toJson, toYaml } from '../output/serialize';
import { Terminal } from '../Terminal';
import { readingFrom, SourceOptions } from './options';

interface ScoreOptions extends SourceOptions {
  output: 'text' | 'json' | 'yaml';
}

const HELP = `
A score is 100 points less what each violated rule costs, by the rule's weight and the share of subjects that violate it. What fails now caps it.
\`opsagent diagnose --all\` lists the findings behind each loss.

Examples
  opsagent score dump
  opsagent score --context kind-dev --namespace shop`;

/** What `--output json` and `--output yaml` print: a part of what a diagnosis prints. */
type ScoreDocument = Pick<
  DiagnosisDocument,
  'apiVersion' | 'cluster' | 'capturedAt' | 'scores'
>;

/** `opsagent score`: how well a cluster and its namespaces are kept. */
export function scoreCommand(terminal: Terminal): Command {
  return readingFrom(new Command('score'))
    .description('say how secure, reliable and thrifty it is, and why')
    .addOption(
      new Option('-o, --output <format>', 'how to print the result')
        .choices(['text', 'json', 'yaml'])
        .default('text'),
    )
    .addHelpText('after', HELP)
    .action(async (dump: string | undefined, options: ScoreOptions) => {
      await score(dump, options, terminal);
    });
}

async function score(
  dump: string | undefined,
  options: ScoreOptions,
  terminal: Terminal,
): Promise<void> {
  const { namespace: namespaces, output } = options;
  const { snapshot } = await readSnapshot(
    { ...options, dump, namespaces },
    terminal,
  );
  if (snapshot.objectCount === 0)
    throw new Error('Nothing could be scored: no object was read');
  assertNamespaces(snapshot, namespaces);
  const analysis = filterAnalysis(analyze(snapshot), { namespaces });
  const { cluster, capturedAt, scores } = analysis;
  const document: ScoreDocument = {
    apiVersion: 'opsagent/v1',
    cluster,
    capturedAt,
    scores,
  };
  terminal.out(
    {
      text: () => renderScores(analysis, { colour: terminal.colour }),
      json: () => toJson(document),
      yaml: () => toYaml(document),
    }[output](),
  );
}
