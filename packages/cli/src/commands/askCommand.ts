import { Analysis, analyze, ClusterSnapshot } from '@opsagent/engine';
import {
  answerQuestion,
  caseOfAnalysis,
  InvestigationScope,
  QuestionSubject,
  subjectOfAnalysis,
  viewOfDump,
} from '@opsagent/investigator';
import { Command } from 'commander';
import { readSnapshot } from '../input/readSnapshot';
import { answerDocument } from '../output/answerDocument';
import { painter } from '../output/paint';
import { renderAnswer } from '../output/renderAnswer';
import { toJson, toYaml } from '../output/serialize';
import { EXIT_CODES, ExitCode, Terminal } from '../Terminal';
import {
  ModelCommandOptions,
  runOptionsOf,
  withModelOptions,
} from './modelOptions';

interface AskOptions extends ModelCommandOptions {
  incident?: string;
}

const HELP = `
The key of the server is read from OPENAI_API_KEY; servers that ask for none need none.
Exit code: 0 the model answered; 2 it did not, or could not be asked.

What is private in the dump is masked before it is sent: see docs/privacy.md.

Examples
  opsagent ask dump "What is broken, and since when?" --model gpt-5
  opsagent ask dump "What mends it?" --incident 4711 --model qwen3 --base-url http://localhost:11434/v1`;

/** `opsagent ask`: lets a model answer a question about a dump, without a portal. */
export function askCommand(
  terminal: Terminal,
  finish: (exitCode: ExitCode) => void,
): Command {
  const command = new Command('ask')
    .description('let a language model answer a question about a dump')
    .argument('<dump>', 'a directory or file, or - for standard input')
    .argument('<question>', 'in your own words')
    .option('--incident <id>', 'that is asked about; all of it unless given');
  return withModelOptions(command)
    .addHelpText('after', HELP)
    .action(async (dump: string, question: string, options: AskOptions) => {
      finish(await run(dump, question, options, terminal));
    });
}

async function run(
  dump: string,
  question: string,
  options: AskOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { snapshot } = await readSnapshot(
    { dump, secrets: 'metadata' },
    terminal,
  );
  const analysis = analyze(snapshot);
  const { scope, subject } = subjectOf(snapshot, analysis, options.incident);
  const view = viewOfDump(snapshot, analysis, scope);
  const result = await answerQuestion({
    question,
    subject,
    cluster: { scope, read: async () => view },
    now: snapshot.capturedAt,
    ...runOptionsOf(options, terminal),
  });
  const document = answerDocument(question, result);
  terminal.out(
    {
      text: () => renderAnswer(document, painter(terminal.colour)),
      json: () => toJson(document),
      yaml: () => toYaml(document),
    }[options.output](),
  );
  return result.outcome === 'answered'
    ? EXIT_CODES.healthy
    : EXIT_CODES.couldNotRun;
}

function subjectOf(
  snapshot: ClusterSnapshot,
  analysis: Analysis,
  id: string | undefined,
): { scope: InvestigationScope; subject: QuestionSubject } {
  if (id !== undefined) {
    const incident = caseOfAnalysis(analysis, id);
    return {
      scope: InvestigationScope.aroundIncident(incident).withPodsOn(snapshot),
      subject: { type: 'incident', incident },
    };
  }
  return {
    scope: InvestigationScope.ofCluster(),
    subject: subjectOfAnalysis(analysis),
  };
}
