import {
  Cause,
  CauseContext,
  EVIDENCE_CLASSES,
  EvidenceClass,
  HypothesisDraft,
  WeighedEvidence,
} from '../causes/Cause';
import { changeEvidence } from '../causes/changes/changeEvidence';
import { siblingVerdict } from '../causes/comparison/siblingVerdict';
import { Evidence, Finding } from '../findings/Finding';
import { shorten, shortenEvidence } from '../findings/evidence';
import { confidenceOf } from './confidence';
import { CauseHypothesis } from './Incident';
import { referenceKey } from '../findings/referenceKey';

/** A hypothesis with what its rank among others rests on. */
export interface Candidate {
  hypothesis: CauseHypothesis;
  /** The strongest class of its evidence. */
  strongest?: EvidenceClass;
  /** The problem of another subject that it puts the finding down to. */
  follows?: Finding;
}

/** Completes what a cause says with changes and comparisons; undefined when a comparison refutes it. */
export function candidateOf(
  cause: Cause,
  draft: HypothesisDraft,
  context: CauseContext,
): Candidate | undefined {
  const { finding } = context;
  const { subject = finding.subject, message, missing = [], follows } = draft;
  const isProof = cause.provedBy?.includes(finding.detector);
  const siblings =
    cause.isSharedByRevision && !isProof ? siblingVerdict(context) : undefined;
  if (siblings?.isRefuting) return undefined;

  const against: Evidence[] = [
    ...(draft.against ?? []),
    ...(siblings ? [siblings.evidence] : []),
  ];
  const isAboutSubject =
    referenceKey(subject) === referenceKey(finding.subject);
  const weighed = [
    ...draft.evidence,
    ...(isAboutSubject ? changeEvidence(cause, context) : []),
  ];
  const unread = weighed
    .map(each => each.evidence)
    .filter(each => each.type === 'unread');
  return {
    ...strongestOf(weighed),
    ...(follows ? { follows } : {}),
    hypothesis: {
      cause: cause.id,
      title: cause.title,
      message: shorten(message),
      confidence: confidenceOf(
        weighed.map(each => each.as),
        missing.length + against.length,
      ),
      subject,
      findings: [finding.id],
      evidence: weighed
        .map(each => each.evidence)
        .filter(each => each.type !== 'unread')
        .map(shortenEvidence),
      against: against.map(shortenEvidence),
      missing: [...missing, ...unread],
    },
  };
}

function strongestOf(weighed: readonly WeighedEvidence[]) {
  const strongest = EVIDENCE_CLASSES.find(each =>
    weighed.some(({ as }) => as === each),
  );
  return strongest ? { strongest } : {};
}
