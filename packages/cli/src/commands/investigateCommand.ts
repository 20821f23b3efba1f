import { analyze } from '@opsagent/engine';
import {
  caseOfAnalysis,
  investigate,
  InvestigationScope,
  viewOfDump,
} from '@opsagent/investigator';
import { Command } from 'commander';
import { readSnapshot } from '../input/readSnapshot';
import { investigationDocument } from '../output/investigationDocument';
import { painter } from '../output/paint';
import { renderInvestigation } from '../output/renderInvestigation';
import { toJson, toYaml } from '../output/serialize';
import { EXIT_CODES, ExitCode, Terminal } from '../Terminal';
import {
  ModelCommandOptions,
  runOptionsOf,
  withModelOptions,
} from './modelOptions';

interface InvestigateOptions extends ModelCommandOptions {
  incident?: string;
}

const HELP = `
The key of the server is read from OPENAI_API_KEY; servers that ask for none need none.
Exit code: 0 the model came to a verdict; 2 it did not, or could not be asked.

What is private in the dump is masked before it is sent: see docs/privacy.md.

Examples
  opsagent investigate dump --model gpt-5
  opsagent investigate dump --base-url http://localhost:11434/v1 --model qwen3 --output json`;

/** `opsagent investigate`: lets a model look into one incident of a dump, without a portal. */
export function investigateCommand(
  terminal: Terminal,
  finish: (exitCode: ExitCode) => void,
): Command {
  const command = new Command('investigate')
    .description('let a language model look into one incident of a dump')
    .argument('<dump>', 'a directory or file, or - for standard input')
    .option('--incident <id>', 'the worst one unless given');
  return withModelOptions(command)
    .addHelpText('after', HELP)
    .action(async (dump: string, options: InvestigateOptions) => {
      finish(await run(dump, options, terminal));
    });
}

async function run(
  dump: string,
  options: InvestigateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { snapshot } = await readSnapshot(
    { dump, secrets: 'metadata' },
    terminal,
  );
  const analysis = analyze(snapshot);
  const incident = caseOfAnalysis(analysis, options.incident);
  const paint = painter(terminal.colour);
  const result = await investigate({
    incident,
    view: viewOfDump(
      snapshot,
      analysis,
      InvestigationScope.aroundIncident(incident).withPodsOn(snapshot),
    ),
    ...runOptionsOf(options, terminal),
  });
  const document = investigationDocument(incident, result);
  terminal.out(
    {
      text: () => renderInvestigation(document, paint),
      json: () => toJson(document),
      yaml: () => toYaml(document),
    }[options.output](),
  );
  return result.outcome === 'concluded'
    ? EXIT_CODES.healthy
    : EXIT_CODES.couldNotRun;
}
