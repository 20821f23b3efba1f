import { analyze } from '../analyze';
import { Detector } from '../detectors/Detector';
import { Finding } from '../findings/Finding';
import { ClusterSnapshot, KindRead } from '../snapshot/ClusterSnapshot';
import { KnownKind, KnownKinds, KubernetesObject } from '../snapshot/objects';
import { reduceObject } from '../snapshot/reduceObject';
import { NOW } from './builders';

/** An object of the cluster under test, or a kind that could not be read. */
export type Ingredient = KubernetesObject | KnownKinds[KnownKind] | KindRead;

/** A snapshot of what would be left of the ingredients after a scan. */
export function snapshotOf(
  ingredients: readonly Ingredient[],
  logs?: ReadonlyMap<string, string>,
): ClusterSnapshot {
  const reads = ingredients.filter(
    (each): each is KindRead => !('metadata' in each),
  );
  const objects = ingredients.filter(
    (each): each is KubernetesObject => 'metadata' in each,
  );
  return new ClusterSnapshot({
    cluster: 'test',
    capturedAt: NOW,
    objects: objects.map(each => reduceObject(structuredClone(each))),
    reads,
    logs,
  });
}

/** Runs detectors on ingredients; a detector that throws fails the test. */
export function detectorRunner(...detectors: readonly Detector[]) {
  return (
    ingredients: readonly Ingredient[],
    logs?: ReadonlyMap<string, string>,
  ): Finding[] => {
    const analysis = analyze(snapshotOf(ingredients, logs), { detectors });
    const [failure] = analysis.coverage.detectors.failed;
    if (failure) throw new Error(`${failure.detector}: ${failure.message}`);
    return analysis.findings;
  };
}

/** `Kind/name` of a finding's subject. */
export function subjectOf({ subject }: Finding): string {
  return `${subject.kind}/${subject.name}`;
}
