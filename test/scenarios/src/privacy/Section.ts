/** A part of the report: figures as tables, and the targets that were missed. */
export interface Section {
  text: string;
  misses: readonly string[];
}
