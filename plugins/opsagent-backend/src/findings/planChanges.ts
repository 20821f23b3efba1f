import { CompletedScan, KnownFinding, LinkedFinding } from './FindingStore';

/** A finding that the scan saw, with the start of its present life. */
export interface SeenFinding extends LinkedFinding {
  firstSeenAt: Date;
}

export interface FindingChanges {
  seen: SeenFinding[];
  /** How many of the seen were not open before. */
  opened: number;
  /** Ids of findings that are gone. */
  resolved: string[];
}

type Judged = Pick<CompletedScan, 'findings' | 'capturedAt' | 'concludes'>;

/** What a scan changes in what is known of its cluster. */
export function planChanges(
  known: readonly KnownFinding[],
  scan: Judged,
): FindingChanges {
  const open = new Map(
    known.filter(each => each.state === 'open').map(each => [each.id, each]),
  );
  const seen = scan.findings.map(linked => ({
    ...linked,
    firstSeenAt: open.get(linked.finding.id)?.firstSeenAt ?? scan.capturedAt,
  }));
  const seenIds = new Set(seen.map(each => each.finding.id));
  return {
    seen,
    opened: seen.filter(each => !open.has(each.finding.id)).length,
    resolved: [...open.values()]
      .filter(each => !seenIds.has(each.id) && scan.concludes(each))
      .map(each => each.id),
  };
}
