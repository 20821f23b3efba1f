import { LedgerEntry } from './ledger/Fact';
import { InvestigationStep } from './InvestigationStep';
import { ModelTranscript } from './Transcript';
import { TotalUsage } from './usage';
import { Verdict } from './verdict/Verdict';

/** What came of an investigation. */
export interface InvestigationResult {
  outcome: 'concluded' | 'cancelled' | 'failed';
  /** Absent unless it concluded. */
  verdict?: Verdict;
  steps: InvestigationStep[];
  /** Everything that was seen, in clear but for credentials. */
  ledger: LedgerEntry[];
  /** What each model was sent and what it answered, word for word. */
  transcript: ModelTranscript[];
  /** Of all calls together. */
  usage: TotalUsage;
}
