import { DISCLOSABLE_CLASSES, DisclosableClass } from '@opsagent/engine';
import {
  createModel,
  createPrivacy,
  defaultOutputTokens,
  DEFAULT_LIMITS,
  ModelChain,
  ModelOptions,
} from '@opsagent/investigator';
import { Command, InvalidArgumentError, Option } from 'commander';
import { randomBytes } from 'node:crypto';
import { renderStep } from '../output/renderStep';
import { Terminal } from '../Terminal';

/** What every command that asks a language model takes. */
export interface ModelCommandOptions {
  baseUrl?: string;
  model: string;
  api: ModelOptions['api'];
  contextTokens: number;
  outputTokens?: number;
  modelCalls: number;
  minutes: number;
  structuredOutput: boolean;
  tools: boolean;
  send?: DisclosableClass[];
  output: 'text' | 'json' | 'yaml';
}

/** The same command, which takes these options. */
export function withModelOptions(command: Command): Command {
  return command
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
        'what the model may write in one answer, thinking included; a quarter of what it can hold, 8192 at most, unless given',
      ),
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
    );
}

/** What a run of the model is given by these options. */
export function runOptionsOf(options: ModelCommandOptions, terminal: Terminal) {
  const { minutes, modelCalls } = options;
  return {
    models: new ModelChain([createModel(modelOptions(options))]),
    privacy: createPrivacy({ key: randomBytes(32) }),
    limits: { modelCalls, duration: minutes * 60_000 },
    signal: terminal.signal,
    onStep: (step: Parameters<typeof renderStep>[0]) =>
      terminal.err(renderStep(step)),
  };
}

function modelOptions(options: ModelCommandOptions): ModelOptions {
  const { OPENAI_API_KEY: apiKey } = process.env;
  // Who waits at a terminal says how long; a model of one's own may think for minutes.
  const limit = options.minutes * 60_000;
  return {
    name: options.model,
    model: options.model,
    api: options.api,
    ...(options.baseUrl ? { baseUrl: options.baseUrl } : {}),
    ...(apiKey ? { apiKey } : {}),
    contextTokens: options.contextTokens,
    maximumOutputTokens:
      options.outputTokens ?? defaultOutputTokens(options.contextTokens),
    structuredOutput: options.structuredOutput,
    callsTools: options.tools,
    timeouts: { firstPiece: limit, whole: limit },
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
