import { ClusterSnapshot, Coverage, Detector } from '@opsagent/engine';
import { CompletedScan } from '../findings/FindingStore';

export interface ConclusiveOptions {
  snapshot: ClusterSnapshot;
  coverage: Coverage;
  /** The detectors that were to run. */
  detectors: readonly Detector[];
}

/**
 * Judges whether not seeing a finding means that it is gone: its detector ran to its end, and every kind that it needs, and the subject's own, was read
 * completely where the subject lives.
 */
export function conclusive(
  options: ConclusiveOptions,
): CompletedScan['concludes'] {
  const { snapshot, coverage, detectors } = options;
  const silent = new Set(
    [...coverage.detectors.skipped, ...coverage.detectors.failed].map(
      each => each.detector,
    ),
  );
  const ran = new Map(
    detectors
      .filter(each => !silent.has(each.id))
      .map(each => [each.id, each.kinds]),
  );
  return ({ detector, subjectKind, namespace }) => {
    const kinds = ran.get(detector);
    return (
      kinds !== undefined &&
      [...kinds, subjectKind].every(
        kind => snapshot.readState(kind, namespace) === 'complete',
      )
    );
  };
}
