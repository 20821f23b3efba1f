import { Detector } from '../detectors/Detector';
import { Evidence, FindingDraft, ObjectReference } from '../findings/Finding';
import { referenceKey } from '../findings/referenceKey';
import { AppliedManifests, appliedManifests } from './appliedManifests';

const RUNTIME_KINDS: readonly string[] = ['Event', 'Job'];

/** A detector that judges manifests as they would stand in a cluster, and says of their templates what it finds on the pods made from them. */
export function asIfApplied(detector: Detector): Detector {
  const { kinds } = detector;
  return {
    ...detector,
    // Nothing has run yet, and nothing is reported.
    kinds: kinds.filter(each => !RUNTIME_KINDS.includes(each)),
    *detect({ graph }) {
      const applied = appliedManifests(graph);
      for (const draft of detector.detect(applied.context))
        yield ofTemplates(draft, applied);
    },
  };
}

/** Nobody suffers yet, and nothing has a time. */
function ofTemplates(
  { since: _since, ...draft }: FindingDraft,
  { origins }: AppliedManifests,
): FindingDraft {
  const originOf = (object: ObjectReference) =>
    origins.get(referenceKey(object));
  return {
    ...draft,
    evidence: draft.evidence.map<Evidence>(each => {
      const origin = originOf(each.object);
      if (!origin || each.type !== 'field') return each;
      const { workload, path } = origin;
      return { ...each, object: workload, path: `${path}.${each.path}` };
    }),
    affected: (draft.affected ?? []).filter(each => !originOf(each)),
  };
}
