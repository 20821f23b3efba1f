import { RunStep } from './RunStep';
import { Verdict } from './verdict/Verdict';

/** One thing that happened in an investigation, in the order in which it is shown. */
export type InvestigationStep =
  RunStep | { type: 'concluded'; verdict: Verdict };
