/** A part of a runbook that has a heading. */
export interface RunbookSection {
  /** With those above it, such as `Restore / From a snapshot`; empty for what stands before the first. */
  heading: string;
  text: string;
}

/** A document that says what to do about what may go wrong. */
export interface Runbook {
  title: string;
  /**
   * Its sections in their order.
   *
   * @throws Error whose message says, to models and people, why it cannot be read
   */
  read(options: { signal: AbortSignal }): Promise<readonly RunbookSection[]>;
}
