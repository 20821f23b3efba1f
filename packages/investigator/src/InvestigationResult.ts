import { InvestigationStep } from './InvestigationStep';
import { RunResult } from './ModelRun';
import { Verdict } from './verdict/Verdict';

/** What came of an investigation. */
export interface InvestigationResult extends RunResult<InvestigationStep> {
  outcome: 'concluded' | 'cancelled' | 'failed';
  /** Absent unless it concluded. */
  verdict?: Verdict;
}
