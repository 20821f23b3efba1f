/** A harmless text that resembles a private one, and that a diagnosis needs to read. */
export interface LookAlike {
  /** What it resembles, or is, in words. */
  kind: string;
  text: string;
}
