/** What people read about a detector or a cause: in `opsagent explain`, in the generated pages of docs/, and in the portal. */
export interface RuleDocumentation {
  /** When the rule speaks: its condition and its grace, in one to three plain sentences. */
  readonly speaks: string;
  /** When it stays silent although one might expect it to speak. */
  readonly silent?: string;
  /** Documentation or source code of what it watches that makes the rule true, as URLs. */
  readonly sources?: readonly string[];
}
