import {
  CauseHypothesis,
  describeObject,
  ObjectReference,
} from '@opsagent/engine';
import { IncidentCase } from '../IncidentCase';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { problemsOfIds, unseenIdsIn, withoutUnseenIds } from '../ledger/idsIn';
import { Citation, ModelHypothesis, Verdict } from './Verdict';
import { isAbout } from './isAbout';
import { WrittenVerdict } from './modelVerdictSchema';
import { SeenObjects } from './SeenObjects';
import { understoodVerdict } from './understoodVerdict';

type WrittenHypothesis = WrittenVerdict['hypotheses'][number];

/** From here on a hypothesis of the rules is likely, and needs evidence to be overturned. */
const LIKELY = 0.75;

/** Holds a verdict against what was seen. */
export class VerdictCheck {
  readonly #incident: IncidentCase;
  readonly #ledger: EvidenceLedger;

  constructor(options: { incident: IncidentCase; ledger: EvidenceLedger }) {
    this.#incident = options.incident;
    this.#ledger = options.ledger;
  }

  /** What is wrong with a verdict, in sentences that tell the model what to mend. */
  problemsOf(written: WrittenVerdict): string[] {
    const verdict = understoodVerdict(written, this.#incident);
    const { hypotheses, outcome } = verdict;
    const seen = this.#seen();
    return [
      ...problemsOfIds(this.#idsOf(verdict), this.#ledger),
      ...hypotheses.flatMap((each, index) =>
        this.#problemsOfHypothesis(each, `hypotheses.${index}`, seen),
      ),
      ...verdict.recommendations
        .filter(id => !this.#recommends(id))
        .map(id => `recommendations: ${id} is not one of the given ones`),
      ...(outcome === 'explained' && hypotheses.length === 0
        ? ['outcome: explained needs at least one hypothesis']
        : []),
      ...(outcome === 'not-determinable' && hypotheses.length > 0
        ? ['outcome: not-determinable goes with no hypotheses']
        : []),
      ...(this.#isUnfounded(verdict, seen) && hypotheses[0].prior !== 'H1'
        ? [
            'H1 of the rules is likely: to put something else in its place, keep H1 as a further hypothesis and cite what speaks against it',
          ]
        : []),
    ];
  }

  /** The verdict as it is shown: what cannot be cited is left out, and what then rests on nothing is unproven. */
  settle(given: WrittenVerdict): Verdict {
    const understood = understoodVerdict(given, this.#incident);
    const cited = this.#citedBy(understood);
    const written = mapTexts(understood, text =>
      withoutUnseenIds(text, this.#ledger, cited),
    );
    const seen = this.#seen();
    const isUnfounded = this.#isUnfounded(written, seen);
    const hypotheses =
      written.outcome === 'explained'
        ? written.hypotheses.map((each, index) =>
            this.#settled(each, seen, index === 0 && isUnfounded),
          )
        : [];
    const ranked = [
      ...hypotheses.filter(each => each.isProven),
      ...hypotheses.filter(each => !each.isProven),
    ];
    return {
      outcome: ranked.length > 0 ? 'explained' : 'not-determinable',
      summary: written.summary,
      hypotheses: ranked,
      nextSteps: written.next_steps,
      recommendations: written.recommendations.filter(id =>
        this.#recommends(id),
      ),
      missing: written.missing,
      hostileText: written.hostile_text.filter(id => this.#ledger.get(id)),
      againstRules: this.#againstRules(ranked),
    };
  }

  #problemsOfHypothesis(
    written: WrittenHypothesis,
    at: string,
    seen: SeenObjects,
  ) {
    const { prior, subject, evidence } = written;
    const found = seen.find(subject);
    return [
      ...(prior === null || !found
        ? []
        : this.#problemsOfPrior({ ...written, prior }, found, at)),
      ...(evidence.length === 0
        ? [`${at}.evidence: cite at least one thing that was seen`]
        : []),
      ...evidence
        .filter(({ id }) => this.#ledger.get(id)?.kind === 'unread')
        .map(
          ({ id }) =>
            `${at}.evidence: ${id} says that something was not read, which is evidence of nothing; name it under missing`,
        ),
      ...(found ? [] : [problemOfSubject(subject, at, seen)]),
    ];
  }

  #problemsOfPrior(
    { prior, evidence }: WrittenHypothesis & { prior: string },
    subject: ObjectReference,
    at: string,
  ) {
    const rule = this.#ruleOf(prior);
    if (!rule) {
      const ids = this.#incident.causes.map((_, index) => `H${index + 1}, `);
      return [`${at}.prior: there is no ${prior}; say ${ids.join('')}or null`];
    }
    if (rule.confidence === 0)
      return [
        `${at}.prior: ${prior} says that nothing could be determined; say null`,
      ];
    return this.#isAbout(rule, subject, evidence)
      ? []
      : [
          `${at}.prior: ${prior} is about ${describeObject(rule.subject)}: to agree with it, give that as subject, or cite what you saw of yours; if you mean another cause, say null`,
        ];
  }

  /** Whether a hypothesis of the rules is about an object, or the model shows how it belongs to it. */
  #isAbout(
    rule: CauseHypothesis,
    subject: ObjectReference,
    evidence: readonly Citation[],
  ): boolean {
    const shown = evidence.flatMap(
      ({ id }) => this.#ledger.get(id)?.about ?? [],
    );
    return isAbout(rule, subject, { ...this.#incident, shown });
  }

  #settled(
    written: WrittenHypothesis,
    seen: SeenObjects,
    isUnfounded: boolean,
  ): ModelHypothesis {
    const { prior, refuted_by: refutedBy } = written;
    const subject = seen.find(written.subject);
    const evidence = this.#cited(written.evidence);
    return {
      cause: written.cause,
      explanation: written.explanation,
      confidence: written.confidence,
      subject: subject ?? referenceOf(written.subject),
      ...(prior !== null && this.#agrees(written, prior, seen)
        ? { prior }
        : {}),
      evidence,
      against: this.#cited(written.against),
      refutedBy,
      isProven:
        evidence.some(({ id }) => this.#ledger.get(id)?.kind !== 'unread') &&
        !isUnfounded &&
        subject !== undefined,
    };
  }

  /** Looked at anew each time: the ledger grows. */
  #seen() {
    return new SeenObjects({ incident: this.#incident, ledger: this.#ledger });
  }

  /** Every id that a verdict cites, and those in its words that are of nothing that was seen. */
  #idsOf(verdict: WrittenVerdict): string[] {
    const ids = [
      ...verdict.hostile_text,
      ...verdict.hypotheses.flatMap(({ evidence, against }) =>
        [...evidence, ...against].map(({ id }) => id),
      ),
    ];
    const cited = this.#citedBy(verdict);
    mapTexts(verdict, text => {
      ids.push(...unseenIdsIn(text, this.#ledger, cited));
      return text;
    });
    return ids;
  }

  /** What a verdict rests on, without what it holds to be hostile. */
  #citedBy({ hostile_text: hostile, hypotheses }: WrittenVerdict) {
    return hypotheses
      .flatMap(({ against, evidence }) => [...evidence, ...against])
      .filter(({ id }) => !hostile.includes(id))
      .flatMap(({ id }) => this.#ledger.get(id) ?? []);
  }

  #cited(citations: readonly Citation[]) {
    return citations.filter(({ id }) => this.#ledger.get(id));
  }

  #ruleOf(prior: string) {
    return this.#incident.causes.find((_, index) => `H${index + 1}` === prior);
  }

  /** Whether a hypothesis may say the same as one of the rules. */
  #agrees(
    { evidence, subject }: WrittenHypothesis,
    prior: string,
    seen: SeenObjects,
  ) {
    const rule = this.#ruleOf(prior);
    const found = seen.find(subject);
    return (
      rule !== undefined &&
      rule.confidence > 0 &&
      found !== undefined &&
      this.#isAbout(rule, found, evidence)
    );
  }

  #recommends(id: string) {
    return this.#incident.recommendations.some(each => each.id === id);
  }

  /** Whether it puts something else in the place of a likely hypothesis of the rules without saying what speaks against that. */
  #isUnfounded({ hypotheses }: WrittenVerdict, seen: SeenObjects) {
    const [first] = hypotheses;
    const [prior] = this.#incident.causes;
    if (!first || !prior || prior.confidence < LIKELY) return false;
    if (first.prior === 'H1' && this.#agrees(first, 'H1', seen)) return false;
    const overturned = hypotheses.find(each => each.prior === 'H1');
    return this.#cited(overturned?.against ?? []).length === 0;
  }

  #againstRules([first]: readonly ModelHypothesis[]): Verdict['againstRules'] {
    const [prior] = this.#incident.causes;
    if (!first) return 'undecided';
    if (!prior || prior.confidence === 0) return 'no-prior';
    return first.prior === 'H1' ? 'agrees' : 'overturns';
  }
}

function problemOfSubject(
  subject: WrittenHypothesis['subject'],
  at: string,
  seen: SeenObjects,
): string {
  const near = seen.near(subject);
  const instead = near.length > 0 ? `; seen were ${near.join(', ')}` : '';
  return `${at}.subject: ${subject.kind} ${subject.name} is not among what was seen${instead}`;
}

/** The verdict with each text for people changed. */
function mapTexts(
  verdict: WrittenVerdict,
  change: (text: string) => string,
): WrittenVerdict {
  const cite = (citations: readonly Citation[]) =>
    citations.map(({ id, why }) => ({ id, why: change(why) }));
  return {
    ...verdict,
    summary: change(verdict.summary),
    next_steps: verdict.next_steps.map(change),
    missing: verdict.missing.map(change),
    hypotheses: verdict.hypotheses.map(each => ({
      ...each,
      cause: change(each.cause),
      explanation: change(each.explanation),
      refuted_by: change(each.refuted_by),
      evidence: cite(each.evidence),
      against: cite(each.against),
    })),
  };
}

function referenceOf({
  kind,
  namespace,
  name,
}: WrittenHypothesis['subject']): ObjectReference {
  return { kind, ...(namespace ? { namespace } : {}), name };
}
