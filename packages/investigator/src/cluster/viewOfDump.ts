import { Analysis, ClusterSnapshot, graphOf } from '@opsagent/engine';
import { ClusterView } from './ClusterView';
import { InvestigationScope } from './InvestigationScope';
import { SnapshotLogReader } from './SnapshotLogReader';

/**
 * What the tools look at when there is no cluster but a dump of one, with the logs that it holds.
 *
 * @param analysis - of the snapshot
 */
export function viewOfDump(
  snapshot: ClusterSnapshot,
  { findings }: Pick<Analysis, 'findings'>,
  scope: InvestigationScope,
): ClusterView {
  return {
    snapshot,
    graph: graphOf(snapshot),
    scope,
    logs: new SnapshotLogReader(snapshot),
    findings,
  };
}
