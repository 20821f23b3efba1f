import { ClusterSnapshot, Finding, ResourceGraph } from '@opsagent/engine';
import { InvestigationScope } from './InvestigationScope';
import { LogReader } from './LogReader';

/** What the tools look at: one cluster, as far as its reader and the incident allow. */
export interface ClusterView {
  snapshot: ClusterSnapshot;
  graph: ResourceGraph;
  scope: InvestigationScope;
  logs: LogReader;
  /** What the rules found in the snapshot. */
  findings: readonly Finding[];
}
