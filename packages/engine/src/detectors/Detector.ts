import { FindingDraft, ObjectReference, Tier } from '../findings/Finding';
import { ResourceGraph } from '../graph/ResourceGraph';
import { RuleDocumentation } from '../RuleDocumentation';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';

export interface DetectionContext {
  readonly snapshot: ClusterSnapshot;
  readonly graph: ResourceGraph;
}

/** One rule, or one family of rules that share a reading. Pure: no clock, no I/O, no state. */
export interface Detector {
  /** `area.name`, as docs and configuration spell it. */
  readonly id: string;
  /** What is wrong, without naming the subject. */
  readonly title: string;
  readonly tier: Tier;
  /** Kinds without which the rule cannot speak; when one is unread it does not run and the coverage says so. */
  readonly kinds: readonly string[];
  /**
   * Further kinds from which the rule may learn of a fault. Without them it still runs and says what it sees, but its silence then does not mean that a fault it
   * once reported is gone.
   */
  readonly concludesFrom?: readonly string[];
  /**
   * Detectors whose finding on the same subject explains this one, as ids or as `area.*`. This one is then listed under it as a symptom.
   */
  readonly explainedBy?: readonly string[];
  readonly documentation?: RuleDocumentation;
  /**
   * Everything that the rule could have a finding about in this snapshot, so that a score can say how many of them are in order. Objects of the first of `kinds`
   * unless given; pods stand for their workloads.
   */
  examines?(context: DetectionContext): Iterable<ObjectReference>;
  detect(context: DetectionContext): Iterable<FindingDraft>;
}
