import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  AnswerStep,
  IncidentListing,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  AnswerOptions,
  LearnedText,
  ModelChain,
  answerQuestion,
} from '@opsagent/investigator';
import { RunWork } from '../runs/ActiveRun';
import { CitedAnswer } from './conversationRows';

/** A question, and what it may be answered from. */
export interface QuestionRequest extends Pick<
  AnswerOptions<IncidentListing>,
  | 'cluster'
  | 'earlier'
  | 'incidents'
  | 'lastNumber'
  | 'privacy'
  | 'question'
  | 'subject'
  | 'tools'
> {
  credentials: BackstageCredentials;
  models: ModelChain;
  /** What the privacy knew from the beginning. */
  known: readonly LearnedText[];
}

/**
 * Lets a model answer a question.
 *
 * @param timeout - milliseconds that it may take
 */
export function answerWork(
  request: QuestionRequest,
  { timeout }: { timeout: number },
): RunWork<AnswerStep, CitedAnswer> {
  const { credentials, known, models, privacy } = request;
  return {
    credentials,
    models,
    async run(hooks) {
      const { answer, evidence, usage } = await answerQuestion({
        ...request,
        ...hooks,
        limits: { duration: timeout },
      });
      if (!answer) return { usage };
      const before = new Set(known.map(([text]) => text));
      const learned = privacy.learned().filter(([text]) => !before.has(text));
      return { usage, result: { answer, evidence, learned } };
    },
  };
}
