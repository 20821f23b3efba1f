import { append } from '../append';
import { Cause, CauseContext } from '../causes/Cause';
import { lastChange } from '../causes/changes/lastChange';
import { compareSiblings } from '../causes/comparison/compareSiblings';
import {
  RevisionHistory,
  revisionHistory,
} from '../causes/changes/RevisionHistory';
import { failuresOf } from '../causes/reading/ContainerFailure';
import { ServiceDirectory } from '../causes/reading/ServiceDirectory';
import { DetectionContext } from '../detectors/Detector';
import { Finding, ObjectReference, UnreadEvidence } from '../findings/Finding';
import { Candidate, candidateOf } from './Candidate';
import { LEAST_CONFIDENCE, classOf, confidenceOf } from './confidence';
import { nextReads } from './nextReads';
import { rankCandidates } from './rankCandidates';
import { referenceKey } from '../findings/referenceKey';

/** The cause of an incident for which nothing speaks clearly enough. */
export const NOT_DETERMINABLE = 'not-determinable';

export interface CauseAssessorOptions extends DetectionContext {
  causes: readonly Cause[];
  /** Of the whole analysis and of any tier. */
  findings: readonly Finding[];
  /** Ids of detectors whose findings follow from something else. */
  symptoms: ReadonlySet<string>;
  /** Called for each cause that throws, with what it threw. */
  onFailure?(cause: Cause, error: unknown): void;
}

/** What explains one finding. */
export interface Assessment {
  /** Most likely first; never empty. */
  candidates: Candidate[];
  /** The problem of another subject from which, by the most likely hypothesis, this finding follows. */
  follows?: Finding;
  /** What to read next to know more. */
  nextRead?: UnreadEvidence;
}

/** Asks every cause that may explain a finding, and ranks what they answer. Meant for the members of incidents only. */
export class CauseAssessor {
  readonly #options: CauseAssessorOptions;
  readonly #causesOf = new Map<string, Cause[]>();
  readonly #bySubject = new Map<string, Finding[]>();
  readonly #byDetector = new Map<string, Finding[]>();
  readonly #services: ServiceDirectory;
  readonly #history: RevisionHistory;
  /** By the id of the finding; undefined while it is being assessed. */
  readonly #assessments = new Map<string, Assessment | undefined>();

  constructor(options: CauseAssessorOptions) {
    this.#options = options;
    this.#services = new ServiceDirectory(options);
    this.#history = revisionHistory(options.snapshot);
    for (const cause of options.causes)
      for (const id of cause.explains) append(this.#causesOf, id, cause);
    for (const finding of options.findings) {
      append(this.#bySubject, referenceKey(finding.subject), finding);
      append(this.#byDetector, finding.detector, finding);
    }
  }

  /**
   * The hypotheses of at least 60 % for a finding. One that no cause is said to explain, and that is no symptom, explains itself; so does one that may follow from
   * something else and does not. When nothing is likely enough, the answer is `not-determinable`, with what to read next.
   */
  assess(finding: Finding): Assessment {
    const known = this.#assessments.get(finding.id);
    if (known) return known;
    this.#assessments.set(finding.id, undefined);
    const assessment = this.#assess(finding);
    this.#assessments.set(finding.id, assessment);
    return assessment;
  }

  #assess(finding: Finding): Assessment {
    const { detector } = finding;
    const causes = this.#causesOf.get(detector) ?? [];
    const isOpaque =
      this.#options.symptoms.has(detector) ||
      causes.some(each => !each.followers?.includes(detector));
    if (causes.length === 0 && !isOpaque)
      return { candidates: [explainsItself(finding)] };

    const context = this.#contextOf(finding);
    const candidates = causes.flatMap(cause => this.#ask(cause, context));
    const likely = rankCandidates(
      candidates.filter(
        ({ hypothesis }) => hypothesis.confidence >= LEAST_CONFIDENCE,
      ),
    );
    const [best] = likely;
    const [nextRead] = nextReads(context);
    if (best)
      return {
        candidates: likely,
        ...(best.follows ? { follows: best.follows } : {}),
        ...(nextRead ? { nextRead } : {}),
      };
    return {
      candidates: [
        isOpaque
          ? notDeterminable(finding, candidates, context)
          : explainsItself(finding),
      ],
    };
  }

  /** A cause that throws costs only itself. */
  #ask(cause: Cause, context: CauseContext): Candidate[] {
    try {
      return [...cause.assess(context)].flatMap(
        draft => candidateOf(cause, draft, context) ?? [],
      );
    } catch (error) {
      this.#options.onFailure?.(cause, error);
      return [];
    }
  }

  #isExplained(problem: Finding) {
    const { id } = problem;
    if (this.#assessments.has(id) && !this.#assessments.get(id)) return false;
    const [best] = this.assess(problem).candidates;
    return best.hypothesis.confidence > 0;
  }

  #findingsOf(subject: ObjectReference): readonly Finding[] {
    return this.#bySubject.get(referenceKey(subject)) ?? [];
  }

  #contextOf(finding: Finding): CauseContext {
    const { snapshot, graph } = this.#options;
    return {
      snapshot,
      graph,
      finding,
      failures: failuresOf(finding, { snapshot, graph }),
      services: this.#services,
      change: lastChange(finding, this.#history, { snapshot, graph }),
      comparison: compareSiblings(finding, { snapshot, graph }),
      problemsOf: subject =>
        this.#findingsOf(subject).filter(each => each.tier === 'problem'),
      isExplained: problem => this.#isExplained(problem),
      findingsOf: subject => this.#findingsOf(subject),
      foundBy: detectors =>
        detectors.flatMap(each => this.#byDetector.get(each) ?? []),
    };
  }
}

function explainsItself(finding: Finding): Candidate {
  const unread = finding.evidence.filter(each => each.type === 'unread');
  const hypothesis = {
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
  return { hypothesis };
}

function notDeterminable(
  finding: Finding,
  candidates: readonly Candidate[],
  context: CauseContext,
): Candidate {
  const wanted = candidates.flatMap(
    ({ hypothesis }) => hypothesis.missing as UnreadEvidence[],
  );
  const missing = wanted.length > 0 ? wanted : nextReads(context);
  const hypothesis = {
    cause: NOT_DETERMINABLE,
    title: 'The cause cannot be determined from what was read',
    confidence: 0,
    subject: finding.subject,
    findings: [finding.id],
    evidence: finding.evidence.filter(each => each.type !== 'unread'),
    against: [],
    missing: unique(missing),
  };
  return { hypothesis };
}

function unique<T>(values: readonly T[]): T[] {
  return [
    ...new Map(values.map(each => [JSON.stringify(each), each])).values(),
  ];
}
