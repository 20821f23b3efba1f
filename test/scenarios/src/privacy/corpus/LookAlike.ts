/** A harmless text that resembles a private one, and that a diagnosis needs to read. */
export interface LookAlike {
  /** What it resembles, or is, in words. */
  kind: string;
  /** A text, or an object of Kubernetes. */
  text: unknown;
  /** What of it must stay, as it is written in a text or in JSON; all of it unless given. */
  keep?: readonly string[];
}
