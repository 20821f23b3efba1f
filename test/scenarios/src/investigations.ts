import { InvestigationResult, TranscriptEntry } from '@opsagent/investigator';
import {
  demonstrates,
  startModelServer,
  Written,
} from '@opsagent/test-model-server';
import { parseArgs } from 'node:util';
import {
  citationsOf,
  investigateScenario,
} from './investigations/investigateScenario';
import { RECORDED_SCENARIOS } from './investigations/recordedScenarios';
import { writeRecording } from './investigations/RecordedInvestigation';

/**
 * `npm run investigations [-- --base-url <url> --model <name>] [scenario ...]`: lets a model investigate scenarios and records its answers; the key is read
 * from OPENAI_API_KEY. Without a server it is the careful model of the demonstration, which concludes as the rules do.
 *
 * @returns the exit code: 1 when an investigation did not come to a verdict
 */
export async function investigations(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'base-url': { type: 'string' },
      model: { type: 'string', default: 'careful' },
    },
  });
  const demo = values['base-url'] ? undefined : await startModelServer();
  demo?.otherwise(demonstrates);
  const { OPENAI_API_KEY: apiKey } = process.env;
  let exitCode = 0;
  try {
    for (const scenario of positionals.length > 0
      ? positionals
      : RECORDED_SCENARIOS) {
      const result = await investigateScenario(scenario, {
        api: 'chat-completions',
        baseUrl: values['base-url'] ?? demo?.baseUrl,
        model: values.model,
        ...(apiKey && !demo ? { apiKey } : {}),
      });
      if (!keep(scenario, result)) exitCode = 1;
    }
  } finally {
    await demo?.stop();
  }
  return exitCode;
}

function keep(scenario: string, result: InvestigationResult): boolean {
  const { verdict, steps, transcript } = result;
  if (!verdict) {
    process.stdout.write(`${scenario}: ${JSON.stringify(steps.at(-1))}\n`);
    return false;
  }
  const call = steps.find(each => each.type === 'modelCall');
  writeRecording({
    scenario,
    model: call?.servedBy ?? '',
    answers: transcript.flatMap(each => each.messages.flatMap(answerOf)),
    verdict,
    citations: citationsOf(result),
  });
  process.stdout.write(
    `${scenario}: ${verdict.outcome}, ${verdict.againstRules}, ${steps.length} steps\n`,
  );
  return true;
}

function answerOf(message: TranscriptEntry): Written[] {
  if (message.role !== 'assistant') return [];
  const { text, toolCalls } = message;
  return [
    {
      ...(text ? { text } : {}),
      ...(toolCalls
        ? {
            calls: toolCalls.map(({ name, arguments: asked }) => ({
              name,
              arguments: asked,
            })),
          }
        : {}),
    },
  ];
}
