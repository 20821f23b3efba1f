import { ModelUsage } from './model/Model';
import { Verdict } from './verdict/Verdict';

/** Why an investigation ended without a verdict. */
export type InvestigationFailure =
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

/** One thing that happened in an investigation, in the order in which it is shown. */
export type InvestigationStep =
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
      /** What was wrong with the verdict that the model gave. */
      problems: string[];
    }
  | { type: 'concluded'; verdict: Verdict }
  | { type: 'cancelled' }
  | { type: 'failed'; reason: InvestigationFailure; message: string };
