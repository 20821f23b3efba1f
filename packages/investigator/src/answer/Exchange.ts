import { LedgerEntry } from '../ledger/Fact';
import { Answer } from './Answer';

/** An earlier question of the same conversation. */
export interface Exchange {
  question: string;
  /** Absent when it was not answered. */
  answer?: Pick<Answer, 'statements'>;
  /** What the answer cites. */
  evidence: readonly LedgerEntry[];
}
