import { DetectionContext, Detector } from '../detectors/Detector';
import { Evidence, FindingDraft } from '../findings/Finding';
import { referenceKey } from '../findings/referenceKey';
import { AppliedManifests, appliedManifests } from './appliedManifests';

const RUNTIME_KINDS: readonly string[] = ['Event', 'Job'];

/** A detector that may also ask for what manifests say themselves. */
export interface ManifestRule extends Omit<Detector, 'detect'> {
  detect(
    context: DetectionContext,
    applied: AppliedManifests,
  ): Iterable<FindingDraft>;
  /** Whether what it found holds for certain, although templates are not yet the pods; it does unless given. */
  isCertain?(draft: FindingDraft, applied: AppliedManifests): boolean;
}

/** A detector that judges manifests as they would stand in a cluster, and says of their templates what it finds on the pods made from them. */
export function asIfApplied({
  isCertain = () => true,
  ...rule
}: ManifestRule): Detector {
  return {
    ...rule,
    // Nothing has run yet, and nothing is reported.
    kinds: rule.kinds.filter(each => !RUNTIME_KINDS.includes(each)),
    *detect({ graph }) {
      const applied = appliedManifests(graph);
      for (const draft of rule.detect(applied.context, applied))
        if (isCertain(draft, applied)) yield ofTemplates(draft, applied);
    },
  };
}

/** Nobody suffers yet, and nothing has a time. */
function ofTemplates(
  { since: _since, ...draft }: FindingDraft,
  { origins }: AppliedManifests,
): FindingDraft {
  return {
    ...draft,
    evidence: draft.evidence.map<Evidence>(each => {
      const origin = origins.get(referenceKey(each.object));
      if (!origin || each.type !== 'field') return each;
      const { workload, path } = origin;
      return { ...each, object: workload, path: `${path}.${each.path}` };
    }),
    affected: [],
  };
}
