import { RuleDocumentation } from '../RuleDocumentation';
import { Aspect } from './changes/TemplateChange';

/** A cause that needs no reading of its own: findings prove it, or signatures in logs speak for it. */
export interface CauseRule {
  /** As docs, configuration and JSON spell it. */
  readonly id: string;
  /** What went wrong, without naming the subject. */
  readonly title: string;
  /** Detectors whose finding, by itself, proves this cause. */
  readonly provedBy?: readonly string[];
  /** Signatures in the log of a failing container that speak for this cause. */
  readonly toldBy?: readonly string[];
  /** Findings that `toldBy` may explain, where they are not those of failing containers. */
  readonly explains?: readonly string[];
  /** Parts of a pod template whose change makes this cause more likely. */
  readonly touchedBy?: readonly Aspect[];
  readonly documentation?: RuleDocumentation;
}
