import { DetectionContext } from '../../detectors/Detector';
import {
  LastEnd,
  PodContainer,
  containersOf,
  lastEnd,
} from '../../detectors/shared/containers';
import { Finding } from '../../findings/Finding';
import { SignatureMatch, matchSignatures } from '../../signatures';

/** A container that a finding is about, with the end of its last run and what its log tells. */
export interface ContainerFailure {
  readonly container: PodContainer;
  readonly end: LastEnd | undefined;
  /** Where the text that was matched comes from; undefined when nothing was captured. */
  readonly source: 'log' | 'termination message' | undefined;
  readonly lines: readonly string[];
  readonly matches: readonly SignatureMatch[];
}

/** Pods of one revision fail alike; more of them tell nothing new. */
const MOST_FAILURES = 8;

/** The failing containers of a finding. A log that was not captured is replaced by the message with which the container ended, if it left one. */
export function failuresOf(
  { affected }: Finding,
  { snapshot }: DetectionContext,
): ContainerFailure[] {
  return affected
    .filter(({ kind, container }) => kind === 'Pod' && container)
    .slice(0, MOST_FAILURES)
    .flatMap(({ namespace, name, container: wanted }) => {
      const pod = snapshot.get('Pod', namespace, name);
      const container =
        pod && containersOf(pod).find(each => each.name === wanted);
      if (!container) return [];
      const end = lastEnd(container);
      const log = snapshot.logs(namespace, name, wanted);
      const lines = log ?? end?.end.message?.split('\n');
      return [
        {
          container,
          end,
          source: log
            ? ('log' as const)
            : lines && ('termination message' as const),
          lines: lines ?? [],
          matches: lines ? matchSignatures(lines) : [],
        },
      ];
    });
}
