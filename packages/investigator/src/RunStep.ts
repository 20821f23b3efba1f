import { ModelUsage } from './model/Model';

/** Why a run ended without what was asked for. */
export type RunFailure =
  /** No configured model gave an answer. */
  | 'model'
  /** The tokens or the money that it may cost are spent. */
  | 'budget'
  /** The model did not conclude in a form that could be checked. */
  | 'verdict'
  /** It took longer than it may. */
  | 'timeout'
  /** Something else went wrong. */
  | 'error';

/** One thing that happened while a model looked around, whatever it was asked for, in the order in which it is shown. */
export type RunStep =
  | {
      type: 'started';
      model: string;
      /** Ids of the ledger's entries that the model was told of at first. */
      facts: string[];
    }
  | {
      type: 'modelCall';
      model: string;
      /** The name that the server gives the model. */
      servedBy: string;
      /** What the model said beside the tools it called; empty when nothing. */
      text: string;
      usage: ModelUsage;
      /** In milliseconds. */
      duration: number;
    }
  | {
      type: 'toolCall';
      tool: string;
      /** As they were understood, or as the model wrote them when they could not be. */
      arguments: unknown;
      /** Ids of what it brought. */
      facts: string[];
      /** What was left out, when not everything was told. */
      cut?: string;
      /** Why it brought nothing. */
      problem?: string;
      /** Whether the same had been asked before and was answered from the ledger. */
      repeated: boolean;
    }
  | {
      type: 'rejected';
      /** What was wrong with the verdict or the answer that the model gave. */
      problems: string[];
    }
  | { type: 'cancelled' }
  | { type: 'failed'; reason: RunFailure; message: string };
