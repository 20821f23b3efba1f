import { Detector } from '../detectors/Detector';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { CLUSTER_SCOPE, Population, Populations } from './Population';
import { ProfileRow } from './profiles';

/** A rule of a profile with what it could look at. */
export interface AskedRow extends ProfileRow {
  population: Population;
  /** Whether the rule could speak of every namespace. */
  isAskedEverywhere: boolean;
  /** Whether the rule could speak of a namespace. */
  isAskedIn(namespace: string): boolean;
}

export interface AskOptions {
  snapshot: ClusterSnapshot;
  detectors: ReadonlyMap<string, Detector>;
  /** Ids of detectors that did not run, or broke. */
  silent: ReadonlySet<string>;
  populations: Populations;
  /** Called with the id of a detector that cannot say what it looked at. */
  onFailure(detector: string, error: unknown): void;
}

/** Finds out what a rule looked at; undefined for the rule of an add-on that the cluster does not have. */
export function askRow(
  row: ProfileRow,
  { snapshot, detectors, silent, populations, onFailure }: AskOptions,
): AskedRow | undefined {
  const detector = detectors.get(row.detector);
  const unasked = {
    ...row,
    population: new Map(),
    isAskedEverywhere: false,
    isAskedIn: () => false,
  };
  if (!detector) return unasked;
  const { kinds } = detector;
  if (kinds.some(kind => snapshot.readState(kind) === 'notServed'))
    return undefined;
  if (silent.has(detector.id)) return unasked;
  let population: Population;
  try {
    population = populations.of(detector);
  } catch (error) {
    onFailure(detector.id, error);
    return unasked;
  }
  const isAskedEverywhere = kinds.every(
    kind => snapshot.readState(kind) === 'complete',
  );
  return {
    ...row,
    population,
    isAskedEverywhere,
    isAskedIn: namespace =>
      isAskedEverywhere ||
      kinds.every(kind => {
        const state = snapshot.readState(
          kind,
          namespace === CLUSTER_SCOPE ? undefined : namespace,
        );
        return state === 'complete' || state === 'partial';
      }),
  };
}
