/** What somebody chose in the graph: a finding, or the likeliest cause. A new object for each choice, so that the same one can be chosen again. */
export interface Selection {
  /** Id of the finding; absent for the cause. */
  finding?: string;
}
