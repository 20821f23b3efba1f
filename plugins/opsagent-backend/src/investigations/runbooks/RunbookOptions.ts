/** A runbook of the configuration. Values of one condition are alternatives; conditions add up, and without any it is for every incident. */
export interface RunbookOptions {
  title: string;
  /** Where its Markdown is. */
  url?: string;
  /** Its Markdown, when it has no `url`. */
  text?: string;
  matches: {
    /** Ids of causes. */
    causes?: string[];
    /** Ids of detectors. */
    detectors?: string[];
    namespaces?: string[];
    /** Entity refs. */
    entities?: string[];
  };
}
