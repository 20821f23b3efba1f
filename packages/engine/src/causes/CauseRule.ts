/** A cause that is proved by the findings it explains. */
export interface CauseRule {
  /** As docs, configuration and JSON spell it. */
  readonly id: string;
  /** What went wrong, without naming the subject. */
  readonly title: string;
  /** Detectors whose finding, by itself, proves this cause. */
  readonly provedBy: readonly string[];
}
