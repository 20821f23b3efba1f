import { ModelAnswer, ModelUsage } from './Model';
import { ModelFailure } from './ModelError';

/** One request to a model and what became of it, also one that was not sent as the model is suspended, without any of its text: for metrics and audit. */
export interface ModelCall {
  /** As the model is configured. */
  name: string;
  /** Which try of the same request it was, from 1. */
  attempt: number;
  startedAt: Date;
  /** Milliseconds until the answer was complete or had failed. */
  duration: number;
  /** Milliseconds until the first text of the answer; absent when there was none. */
  firstTextAfter?: number;
  outcome: ModelAnswer['stop'] | ModelFailure | 'stopped';
  /** The name that the server gives the model; absent without an answer. */
  servedBy?: string;
  /** Absent when no answer had begun. */
  usage?: ModelUsage;
}
