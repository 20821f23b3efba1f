import {
  ClusterSnapshot,
  Coverage,
  Detector,
  isFullyRead,
  resourceOfKind,
} from '@opsagent/engine';
import { CompletedScan } from './ScanStore';

export interface ConclusiveOptions {
  snapshot: ClusterSnapshot;
  coverage: Coverage;
  /** The detectors that were to run. */
  detectors: readonly Detector[];
}

/**
 * Judges whether not seeing a finding means that it is gone: its detector ran to its end, and every kind that it rests on was read completely where the subject
 * lives, as was the subject's own if scans read that kind: no scan lists a registry, or the custom resource that owns a pod.
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
      .map(each => [each.id, [...each.kinds, ...(each.concludesFrom ?? [])]]),
  );
  return ({ detector, subjectKind, namespace }) => {
    const kinds = ran.get(detector);
    return (
      kinds !== undefined &&
      [...kinds, ...(resourceOfKind(subjectKind) ? [subjectKind] : [])].every(
        kind => isFullyRead(snapshot, kind, namespace),
      )
    );
  };
}
