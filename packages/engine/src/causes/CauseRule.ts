import { RuleDocumentation } from '../RuleDocumentation';
import { CauseContext } from './Cause';
import { Aspect } from './changes/TemplateChange';
import { OtherChange } from './changes/OtherChange';
import { ContainerFailure } from './reading/ContainerFailure';
import { Upstream } from './upstream/Upstream';

/** A cause that needs no reading of its own: findings prove it, or signatures in logs speak for it. */
export interface CauseRule {
  /** As docs, configuration and JSON spell it. */
  readonly id: string;
  /** What went wrong, without naming the subject. */
  readonly title: string;
  /** Detectors whose finding, by itself, proves this cause. */
  readonly provedBy?: readonly string[];
  /** Whether what such a finding says is about this cause; always unless given. */
  readonly isProof?: (context: CauseContext) => boolean;
  /** Findings that may follow from a problem of another object which proves this cause. Where there is none, they are explained otherwise or explain themselves. */
  readonly followedBy?: {
    readonly detectors: readonly string[];
    /** Problems that the context's finding may follow from; those of this cause count. */
    problems(context: CauseContext): Iterable<Upstream>;
  };
  /** Signatures in the log of a failing container that speak for this cause. */
  readonly toldBy?: readonly string[];
  /** Which failing containers `toldBy` may speak of; all unless given. */
  readonly mayTell?: (failure: ContainerFailure) => boolean;
  /** Findings that `toldBy` may explain, where they are not those of failing containers. */
  readonly explains?: readonly string[];
  /** Parts of a pod template whose change makes this cause more likely. */
  readonly touchedBy?: readonly Aspect[];
  /** See `Cause`. */
  readonly changes?: (context: CauseContext) => Iterable<OtherChange>;
  readonly documentation: RuleDocumentation;
}
