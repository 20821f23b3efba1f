import { LedgerEntry } from './ledger/Fact';
import { ModelMessage } from './model/Model';
import { InvestigationStep } from './InvestigationStep';
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
  /** What was sent to the model and what it answered, word for word: with pseudonyms in place of what it may not see. */
  transcript: ModelMessage[];
  /** Of all calls together. */
  usage: TotalUsage;
}
