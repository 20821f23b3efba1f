import {
  Answer,
  AnswerResult,
  AnswerStep,
  LedgerEntry,
} from '@opsagent/investigator';

/** What `opsagent ask` prints. Fields are added without a new version, never changed or removed. */
export interface AnswerDocument {
  apiVersion: 'opsagent/v1';
  question: string;
  outcome: AnswerResult['outcome'];
  /** Null unless it was answered. */
  answer: Answer | null;
  /** The entries of the ledger that the answer cites. */
  citations: LedgerEntry[];
  steps: AnswerStep[];
  usage: AnswerResult['usage'];
}

export function answerDocument(
  question: string,
  { answer, evidence, outcome, steps, usage }: AnswerResult,
): AnswerDocument {
  return {
    apiVersion: 'opsagent/v1',
    question,
    outcome,
    answer: answer ?? null,
    citations: evidence,
    steps,
    usage,
  };
}
