import { ClusterSnapshot, ResourceGraph } from '@opsagent/engine';
import {
  InvestigationScope,
  SnapshotLogReader,
  ToolContext,
  createPrivacy,
} from '@opsagent/investigator';

/** For tools that look elsewhere than into the cluster. */
export function emptyToolContext(
  signal = new AbortController().signal,
): ToolContext {
  const snapshot = new ClusterSnapshot({
    cluster: 'prod',
    capturedAt: new Date(),
    objects: [],
    reads: [],
  });
  return {
    snapshot,
    graph: new ResourceGraph(snapshot),
    scope: new InvestigationScope([]),
    logs: new SnapshotLogReader(snapshot),
    findings: [],
    privacy: createPrivacy({ key: Buffer.alloc(32) }),
    signal,
  };
}
