import { containersOf } from '../../detectors/shared/containers';
import { field } from '../../findings/evidence';
import { FieldEvidence } from '../../findings/Finding';
import { CauseContext } from '../Cause';
import { configurationWrites } from '../changes/configurationWrites';
import { KnownKinds } from '../../snapshot/objects';

type Pod = KnownKinds['Pod'];

/** What a healthy sibling says of a cause that would meet every pod of the revision alike. */
export interface SiblingVerdict {
  /** It runs the same image with the same configuration, so the cause is refuted. False where that could not be checked. */
  isRefuting: boolean;
  evidence: FieldEvidence;
}

/** Undefined when no sibling of the same revision is well, or those that are run another image or an earlier configuration. */
export function siblingVerdict(
  context: CauseContext,
): SiblingVerdict | undefined {
  const { comparison } = context;
  const writes = configurationWrites(context);
  let doubt: SiblingVerdict | undefined;
  for (const sibling of comparison.healthyAlike) {
    const sameImages = haveSameImages(sibling, comparison.failing);
    const start = startOf(sibling);
    if (sameImages === false || start === undefined) continue;
    if (writes.known.some(({ at }) => Date.parse(at) > start)) continue;
    const evidence = field(sibling, 'status.conditions[Ready].status', 'True');
    if (sameImages && writes.areAllKnown) return { isRefuting: true, evidence };
    doubt ??= { isRefuting: false, evidence };
  }
  return doubt;
}

/** A tag can be moved between two pulls; only the digests tell. Undefined where they do not. */
function haveSameImages(
  sibling: Pod,
  failing: readonly Pod[],
): boolean | undefined {
  const images = imagesOf(sibling);
  let isKnown = true;
  for (const pod of failing) {
    for (const [name, image] of imagesOf(pod)) {
      const other = images.get(name);
      if (!image || !other) isKnown = false;
      else if (image !== other) return false;
    }
  }
  return isKnown || undefined;
}

function imagesOf(pod: Pod) {
  return new Map(
    containersOf(pod).map(({ name, status }) => [name, status.imageID]),
  );
}

/** When the last of a pod's containers was started: what it read then is no older. Milliseconds. */
function startOf(pod: Pod): number | undefined {
  const starts = (pod.status?.containerStatuses ?? []).map(each =>
    Date.parse(each.state?.running?.startedAt ?? ''),
  );
  const earliest = Math.min(...starts);
  return Number.isFinite(earliest) ? earliest : undefined;
}
