/** A line that programs write in many wordings and that means one thing. */
export interface Signature {
  /** `log.name`, as docs and configuration spell it. */
  readonly id: string;
  /** What the program says, as the end of a sentence that begins with the container. */
  readonly says: string;
  /** Wordings; any one suffices. Case does not matter. */
  readonly wordings: readonly RegExp[];
  /** Captures what the line is about, in group 1: a variable, a file, a module. First match wins. */
  readonly names?: readonly RegExp[];
  /** The line is about another host, whose name is worth looking for. */
  readonly namesHost?: boolean;
}

/** A signature found in a log. */
export interface SignatureMatch {
  readonly signature: Signature;
  /** The line as it was written, cut to what was looked at. */
  readonly line: string;
  /** Its position among the lines that were given. */
  readonly index: number;
  /** The other host, in lower case and without a trailing dot. */
  readonly host?: string;
  readonly port?: number;
  /** What else the line is about: a variable, a file, a module. */
  readonly name?: string;
}
