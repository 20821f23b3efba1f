import { Detector } from './detectors/Detector';
import { ClusterSnapshot, ReadState } from './snapshot/ClusterSnapshot';
import { isNotInstalled } from './snapshot/isFullyRead';

/** What became of one kind, and how many of its objects were looked at. */
export interface KindCoverage {
  kind: string;
  state: ReadState;
  objects: number;
  message?: string;
  namespaces?: string[];
  metadataOnly?: boolean;
}

/** A rule that broke. */
export interface FailedRule {
  /** Its id: a detector's, or that of another kind of rule. */
  detector: string;
  kind: 'detector' | 'cause' | 'recommendation';
  message: string;
}

/** What an analysis could and could not look at. Unknown is not healthy. */
export interface Coverage {
  /** Kinds with objects, and those that were not plainly read. */
  kinds: KindCoverage[];
  detectors: {
    total: number;
    /** Detectors that did not run because a kind they need was not read. */
    skipped: { detector: string; kinds: string[] }[];
    /** Rules that broke; their silence means nothing. */
    failed: FailedRule[];
  };
  /** How many findings an annotation of their subject or its namespace has silenced; absent when none. */
  ignored?: number;
  /** What was left out before any rule ran, and why; absent when nothing was. */
  notes?: string[];
  /** Ids that such annotations name and no detector has; absent when there are none. */
  unknownIgnores?: string[];
}

export function coverageOf(
  snapshot: ClusterSnapshot,
  detectors: readonly Detector[],
): Coverage {
  const kinds = snapshot.kinds().map(kind => {
    const read = snapshot.readOf(kind);
    return {
      kind,
      state: snapshot.readState(kind),
      objects: snapshot.all(kind).length,
      ...(read?.message ? { message: read.message } : {}),
      ...(read?.namespaces ? { namespaces: [...read.namespaces] } : {}),
      ...(read?.metadataOnly ? { metadataOnly: true } : {}),
    };
  });
  const worthTelling = kinds.filter(
    ({ kind, state, objects, metadataOnly }) =>
      (state !== 'complete' || objects > 0 || metadataOnly) &&
      !isNotInstalled(snapshot, kind),
  );
  const skipped = detectors.flatMap(detector => {
    const unread = detector.kinds.filter(kind => !canSpeakOf(snapshot, kind));
    if (unread.some(kind => isNotInstalled(snapshot, kind))) return [];
    return unread.length > 0 ? [{ detector: detector.id, kinds: unread }] : [];
  });
  return {
    kinds: worthTelling,
    detectors: { total: detectors.length, skipped, failed: [] },
    ...(snapshot.notes.length > 0 ? { notes: [...snapshot.notes] } : {}),
  };
}

/** A kind read in part still gives findings about what was seen; a detector asks before it concludes from absence. */
function canSpeakOf(snapshot: ClusterSnapshot, kind: string) {
  const state = snapshot.readState(kind);
  return state === 'complete' || state === 'partial';
}
