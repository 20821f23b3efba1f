import { append } from '../append';
import {
  Cause,
  CauseContext,
  HypothesisDraft,
  WeighedEvidence,
} from '../causes/Cause';
import { lastChange } from '../causes/changes/lastChange';
import { RevisionHistory } from '../causes/changes/RevisionHistory';
import { failuresOf } from '../causes/reading/ContainerFailure';
import { ServiceDirectory } from '../causes/reading/ServiceDirectory';
import { DetectionContext } from '../detectors/Detector';
import { Finding, UnreadEvidence } from '../findings/Finding';
import { referenceKey } from './FailureFlow';
import { CauseHypothesis } from './Incident';
import { LEAST_CONFIDENCE, classOf, confidenceOf } from './confidence';
import { nextReads } from './nextReads';

/** The cause of an incident for which nothing speaks clearly enough. */
export const NOT_DETERMINABLE = 'not-determinable';
const MOST_CHANGED_FIELDS = 4;

export interface CauseAssessorOptions extends DetectionContext {
  causes: readonly Cause[];
  /** Problems of the whole analysis. */
  problems: readonly Finding[];
  /** Ids of detectors whose findings follow from something else. */
  symptoms: ReadonlySet<string>;
  /** Called for each cause that throws, with what it threw. */
  onFailure?(cause: Cause, error: unknown): void;
}

/** What explains one finding. */
export interface Assessment {
  /** Most likely first; never empty. */
  hypotheses: CauseHypothesis[];
  /** The problem of another subject from which, by the most likely hypothesis, this finding follows. */
  follows?: Finding;
}

interface Candidate {
  hypothesis: CauseHypothesis;
  weighed: readonly WeighedEvidence[];
  follows?: Finding;
}

/** Asks every cause that may explain a finding, and ranks what they answer. Meant for the members of incidents only. */
export class CauseAssessor {
  readonly #options: CauseAssessorOptions;
  readonly #causesOf = new Map<string, Cause[]>();
  readonly #problems = new Map<string, Finding[]>();
  readonly #services: ServiceDirectory;
  readonly #history: RevisionHistory;

  constructor(options: CauseAssessorOptions) {
    this.#options = options;
    this.#services = new ServiceDirectory(options);
    this.#history = new RevisionHistory(options.snapshot);
    for (const cause of options.causes)
      for (const id of cause.explains) append(this.#causesOf, id, cause);
    for (const finding of options.problems)
      append(this.#problems, referenceKey(finding.subject), finding);
  }

  /**
   * The hypotheses of at least 60 % for a finding. One that no cause is said to explain, and that is no symptom, explains itself. When nothing is likely enough, the
   * answer is `not-determinable`, with what to read next.
   */
  assess(finding: Finding): Assessment {
    const causes = this.#causesOf.get(finding.detector) ?? [];
    if (causes.length === 0 && !this.#options.symptoms.has(finding.detector))
      return { hypotheses: [explainsItself(finding)] };

    const context = this.#contextOf(finding);
    const candidates = causes.flatMap(cause => this.#ask(cause, context));
    const likely = candidates
      .filter(({ hypothesis }) => hypothesis.confidence >= LEAST_CONFIDENCE)
      .sort((a, b) => b.hypothesis.confidence - a.hypothesis.confidence);
    const [best] = likely;
    if (!best)
      return { hypotheses: [notDeterminable(finding, candidates, context)] };
    return {
      hypotheses: likely.map(each => each.hypothesis),
      ...(best.follows ? { follows: best.follows } : {}),
    };
  }

  /** A cause that throws costs only itself. */
  #ask(cause: Cause, context: CauseContext): Candidate[] {
    try {
      return [...cause.assess(context)].map(draft =>
        candidateOf(cause, draft, context),
      );
    } catch (error) {
      this.#options.onFailure?.(cause, error);
      return [];
    }
  }

  #contextOf(finding: Finding): CauseContext {
    const { snapshot, graph } = this.#options;
    return {
      snapshot,
      graph,
      finding,
      failures: failuresOf(finding, { snapshot, graph }),
      services: this.#services,
      change: lastChange(finding, this.#history, snapshot),
      problemsOf: subject => this.#problems.get(referenceKey(subject)) ?? [],
    };
  }
}

function candidateOf(
  cause: Cause,
  draft: HypothesisDraft,
  context: CauseContext,
): Candidate {
  const { finding } = context;
  const { subject = finding.subject, message, against, missing = [] } = draft;
  const isAboutSubject =
    referenceKey(subject) === referenceKey(finding.subject);
  const weighed = [
    ...draft.evidence,
    ...(isAboutSubject ? changeEvidence(cause, context) : []),
  ];
  return {
    weighed,
    ...(draft.follows ? { follows: draft.follows } : {}),
    hypothesis: {
      cause: cause.id,
      title: cause.title,
      message,
      confidence: confidenceOf(
        weighed.map(each => each.as),
        missing.length,
      ),
      subject,
      findings: [finding.id],
      evidence: weighed
        .map(each => each.evidence)
        .filter(each => each.type !== 'unread'),
      against: [...(against ?? [])],
      missing: [
        ...missing,
        ...weighed
          .map(each => each.evidence)
          .filter(each => each.type === 'unread'),
      ],
    },
  };
}

/** What the last change of the pod template touched of that which this cause is about, and whether pods without the change are well. */
function changeEvidence(
  { touchedBy = [] }: Cause,
  { change }: CauseContext,
): WeighedEvidence[] {
  const touched = (change?.fields ?? []).filter(each =>
    touchedBy.includes(each.aspect),
  );
  if (!change || touched.length === 0) return [];
  return [
    ...touched.slice(0, MOST_CHANGED_FIELDS).map(({ evidence }) => ({
      evidence,
      as: change.isRecent ? ('change' as const) : ('correlation' as const),
    })),
    ...(change.healthyBefore
      ? [{ evidence: change.healthyBefore, as: 'comparison' as const }]
      : []),
  ];
}

function explainsItself(finding: Finding): CauseHypothesis {
  const unread = finding.evidence.filter(each => each.type === 'unread');
  return {
    cause: finding.detector,
    title: finding.title,
    message: finding.message,
    confidence: confidenceOf(finding.evidence.map(classOf), unread.length),
    subject: finding.subject,
    findings: [finding.id],
    evidence: finding.evidence.filter(each => each.type !== 'unread'),
    against: [],
    missing: unread,
  };
}

function notDeterminable(
  finding: Finding,
  candidates: readonly Candidate[],
  context: CauseContext,
): CauseHypothesis {
  const wanted = candidates.flatMap(
    ({ hypothesis }) => hypothesis.missing as UnreadEvidence[],
  );
  const missing = wanted.length > 0 ? wanted : nextReads(context);
  return {
    cause: NOT_DETERMINABLE,
    title: 'The cause cannot be determined from what was read',
    confidence: 0,
    subject: finding.subject,
    findings: [finding.id],
    evidence: finding.evidence.filter(each => each.type !== 'unread'),
    against: [],
    missing: unique(missing),
  };
}

function unique<T>(values: readonly T[]): T[] {
  return [
    ...new Map(values.map(each => [JSON.stringify(each), each])).values(),
  ];
}
