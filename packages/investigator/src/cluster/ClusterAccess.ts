import { ClusterView } from './ClusterView';
import { InvestigationScope } from './InvestigationScope';

/** A cluster that is read once something asks for it. */
export interface ClusterAccess {
  /** What may be looked at of it. */
  scope: InvestigationScope;
  /**
   * Reads it, or answers with what was read lately.
   *
   * @throws Error whose message says, to models and people, why it cannot be read
   */
  read(options: { signal: AbortSignal }): Promise<ClusterView>;
}
