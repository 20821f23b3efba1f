import {
  analyze,
  DISCLOSABLE_CLASSES,
  DisclosableClass,
} from '@opsagent/engine';
import {
  caseOfAnalysis,
  createModel,
  createPrivacy,
  DEFAULT_LIMITS,
  investigate,
  InvestigationScope,
  ModelChain,
  ModelOptions,
  viewOfDump,
} from '@opsagent/investigator';
import { Command, InvalidArgumentError, Option } from 'commander';
import { randomBytes } from 'node:crypto';
import { readSnapshot } from '../input/readSnapshot';
import { investigationDocument } from '../output/investigationDocument';
import { painter } from '../output/paint';
import { renderInvestigation, renderStep } from '../output/renderInvestigation';
import { toJson, toYaml } from '../output/serialize';
import { EXIT_CODES, ExitCode, Terminal } from '../Terminal';

interface InvestigateOptions {
  incident?: string;
  baseUrl?: string;
  model: string;
  api: ModelOptions['api'];
  contextTokens: number;
  outputTokens: number;
  modelCalls: number;
  minutes: number;
  structuredOutput: boolean;
  tools: boolean;
  send?: DisclosableClass[];
  output: 'text' | 'json' | 'yaml';
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
  return new Command('investigate')
    .description('let a language model look into one incident of a dump')
    .argument('<dump>', 'a directory or file, or - for standard input')
    .option('--incident <id>', 'the worst one unless given')
    .option(
      '--base-url <url>',
      "where an OpenAI-compatible server is; OpenAI's own unless given",
    )
    .requiredOption('--model <name>', 'as the server names it')
    .addOption(
      new Option('--api <protocol>', 'by which the server is asked')
        .choices(['chat-completions', 'responses'])
        .default('chat-completions'),
    )
    .addOption(
      numberOption(
        '--context-tokens <number>',
        'what the model can hold',
      ).default(128_000),
    )
    .addOption(
      numberOption(
        '--output-tokens <number>',
        'what the model may write in one answer',
      ).default(8_000),
    )
    .addOption(
      numberOption(
        '--model-calls <number>',
        'requests before it has to conclude',
      ).default(DEFAULT_LIMITS.modelCalls),
    )
    .addOption(
      numberOption('--minutes <number>', 'how long it may take').default(
        DEFAULT_LIMITS.duration / 60_000,
      ),
    )
    .option(
      '--no-structured-output',
      'the server does not make the model keep to a schema: ask for it in words',
    )
    .option('--no-tools', 'the model cannot be given tools')
    .addOption(
      new Option(
        '--send <class...>',
        'classes of text that may be sent as they are',
      ).choices(DISCLOSABLE_CLASSES),
    )
    .addOption(
      new Option('-o, --output <format>', 'how to print the result')
        .choices(['text', 'json', 'yaml'])
        .default('text'),
    )
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
  const { output, minutes, modelCalls } = options;
  const paint = painter(terminal.colour);
  const result = await investigate({
    incident,
    view: viewOfDump(
      snapshot,
      analysis,
      InvestigationScope.ofIncident(incident),
    ),
    models: new ModelChain([createModel(modelOptions(options))]),
    privacy: createPrivacy({ key: randomBytes(32) }),
    limits: { modelCalls, duration: minutes * 60_000 },
    signal: terminal.signal,
    onStep: step => terminal.err(renderStep(step)),
  });
  const document = investigationDocument(incident, result);
  terminal.out(
    {
      text: () => renderInvestigation(document, paint),
      json: () => toJson(document),
      yaml: () => toYaml(document),
    }[output](),
  );
  return result.outcome === 'concluded'
    ? EXIT_CODES.healthy
    : EXIT_CODES.couldNotRun;
}

function modelOptions(options: InvestigateOptions): ModelOptions {
  const { OPENAI_API_KEY: apiKey } = process.env;
  return {
    name: options.model,
    model: options.model,
    api: options.api,
    ...(options.baseUrl ? { baseUrl: options.baseUrl } : {}),
    ...(apiKey ? { apiKey } : {}),
    contextTokens: options.contextTokens,
    maximumOutputTokens: options.outputTokens,
    structuredOutput: options.structuredOutput,
    callsTools: options.tools,
    sends: options.send ?? [],
  };
}

function numberOption(flags: string, description: string) {
  return new Option(flags, description).argParser(text => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 1)
      throw new InvalidArgumentError('It has to be a whole number above 0.');
    return number;
  });
}
