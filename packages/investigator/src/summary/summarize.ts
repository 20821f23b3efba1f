import { Conversation } from '../Conversation';
import { IncidentCase } from '../IncidentCase';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { askFor } from '../model/askFor';
import { ModelChain } from '../model/ModelChain';
import { ModelError } from '../model/ModelError';
import { Privacy } from '../privacy/Privacy';
import { tellIncident } from '../prompt/openingOf';
import { Summary, SummaryCall } from './Summary';
import { SummaryCheck } from './SummaryCheck';
import { SUMMARY_INSTRUCTIONS, WRITE_SUMMARY } from './summaryInstructions';
import { writtenSummarySchema } from './writtenSummarySchema';

export interface SummarizeOptions {
  incident: IncidentCase;
  /** Of which the next is asked when one gives no answer. */
  models: ModelChain;
  privacy: Privacy;
  signal: AbortSignal;
}

/** Of what the model can hold, the part that it is told. */
const TOLD = 0.5;

/** How often the model may mend what cannot be used. */
const CORRECTIONS = 1;

/**
 * Lets a model explain an incident in a few plain sentences, from what the rules found and nothing else. What does not rest on that is left out.
 *
 * @throws ModelError when no model answered, or nothing that can be used came
 * @throws BudgetExhaustedError when nothing is left to spend
 * @throws the signal's reason when that is aborted
 */
export async function summarize(options: SummarizeOptions): Promise<Summary> {
  const { incident, models, privacy, signal } = options;
  const ledger = new EvidenceLedger({ privacy });
  const calls: SummaryCall[] = [];
  const conversation = new Conversation({
    models,
    privacy,
    signal,
    onCall: ({ model, servedBy, usage, duration }) => {
      const at = new Date().toISOString();
      calls.push({ at, model, servedBy, usage, duration });
    },
  });
  const room = models.models[0].contextTokens * TOLD;
  const told = tellIncident({ incident, ledger, privacy, room });
  conversation.say('system', SUMMARY_INSTRUCTIONS);
  conversation.say('user', `${told.text}\n\n${WRITE_SUMMARY}`);
  const check = new SummaryCheck({ incident, ledger });
  const { value } = await askFor(conversation, {
    name: 'summary',
    schema: writtenSummarySchema,
    corrections: CORRECTIONS,
    check: written => check.problemsOf(written),
  });
  const sentences = check.settle(value);
  const [{ model }] = calls.slice(-1);
  if (sentences.length === 0)
    throw new ModelError(
      'malformed',
      `${model} gave no explanation that rests on what was found`,
    );
  const cited = new Set(sentences.flatMap(each => each.evidence));
  return {
    sentences,
    facts: ledger.entries().filter(each => cited.has(each.id)),
    model,
    calls,
    transcript: conversation.transcript.ofEach(),
    usage: conversation.usage,
  };
}
