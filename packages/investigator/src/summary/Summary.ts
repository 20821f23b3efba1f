import { LedgerEntry } from '../ledger/Fact';
import { ModelUsage } from '../model/Model';
import { ModelTranscript } from '../Transcript';
import { TotalUsage } from '../usage';

/** One sentence of an explanation, and what it rests on: at least one thing that was told to the model. */
export interface SummarySentence {
  text: string;
  /** Ids of the ledger. */
  evidence: string[];
  /** Ids of recommendations. */
  recommendations: string[];
}

/** One request that was answered. */
export interface SummaryCall {
  /** RFC 3339; when the answer was there. */
  at: string;
  /** As the model is configured. */
  model: string;
  /** The name that the server gives the model. */
  servedBy: string;
  usage: ModelUsage;
  /** In milliseconds. */
  duration: number;
}

/** An incident in plain words. */
export interface Summary {
  /** In the order in which they are to be read; at least one. */
  sentences: SummarySentence[];
  /** What the sentences cite, in clear but for credentials. */
  facts: LedgerEntry[];
  /** The one that wrote it, as it is configured. */
  model: string;
  calls: SummaryCall[];
  /** What each model was sent and what it answered, word for word. */
  transcript: ModelTranscript[];
  /** Of all requests together, failed ones included. */
  usage: TotalUsage;
}
