import { ObjectReference } from '@opsagent/engine';
import { IncidentCase } from '../IncidentCase';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { idsIn, problemsOfIds, withoutUnseenIds } from '../ledger/idsIn';
import { Citation, ModelHypothesis, Verdict } from './Verdict';
import { citedIn } from './citedIn';
import { WrittenVerdict } from './modelVerdictSchema';

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
  problemsOf(verdict: WrittenVerdict): string[] {
    const { hypotheses, outcome } = verdict;
    const cited = citedIn({ hypotheses, hostileText: verdict.hostile_text });
    return [
      ...problemsOfIds([...cited, ...idsNamedIn(verdict)], this.#ledger),
      ...hypotheses.flatMap((each, index) =>
        this.#problemsOfHypothesis(each, index),
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
      ...(this.#isUnfounded(verdict)
        ? [
            'H1 of the rules is likely: to put something else in its place, keep H1 as a further hypothesis and cite what speaks against it',
          ]
        : []),
    ];
  }

  /** The verdict as it is shown: what cannot be cited is left out, and what then rests on nothing is unproven. */
  settle(given: WrittenVerdict): Verdict {
    const written = mapTexts(given, text =>
      withoutUnseenIds(text, this.#ledger),
    );
    const isUnfounded = this.#isUnfounded(written);
    const hypotheses =
      written.outcome === 'explained'
        ? written.hypotheses.map((each, index) =>
            this.#settled(each, index === 0 && isUnfounded),
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
    { prior, subject, evidence }: WrittenHypothesis,
    index: number,
  ) {
    const at = `hypotheses.${index}`;
    return [
      ...(prior !== null && !this.#hasPrior(prior)
        ? [`${at}.prior: there is no ${prior}`]
        : []),
      ...(prior !== null && this.#hasPrior(prior) && !this.#isOf(prior, subject)
        ? [`${at}.prior: ${prior} has another subject; say null`]
        : []),
      ...(evidence.length === 0
        ? [`${at}.evidence: cite at least one thing that was seen`]
        : []),
      ...(this.#wasSeen(subject)
        ? []
        : [
            `${at}.subject: ${subject.kind} ${subject.name} is not among what was seen`,
          ]),
    ];
  }

  #settled(written: WrittenHypothesis, isUnfounded: boolean): ModelHypothesis {
    const { prior, subject, refuted_by: refutedBy } = written;
    const evidence = this.#cited(written.evidence);
    return {
      cause: written.cause,
      explanation: written.explanation,
      confidence: written.confidence,
      subject: referenceOf(subject),
      ...(prior !== null && this.#isOf(prior, subject) ? { prior } : {}),
      evidence,
      against: this.#cited(written.against),
      refutedBy,
      isProven:
        evidence.length > 0 && !isUnfounded && this.#wasSeen(written.subject),
    };
  }

  #cited(citations: readonly Citation[]) {
    return citations.filter(({ id }) => this.#ledger.get(id));
  }

  #hasPrior(id: string) {
    return this.#incident.causes.some((_, index) => `H${index + 1}` === id);
  }

  /** A hypothesis says the same as one of the rules only about the same object. */
  #isOf(prior: string, subject: WrittenHypothesis['subject']) {
    const { causes } = this.#incident;
    const rule = causes.find((_, index) => `H${index + 1}` === prior);
    return rule !== undefined && nameOf(rule.subject) === nameOf(subject);
  }

  #recommends(id: string) {
    return this.#incident.recommendations.some(each => each.id === id);
  }

  /** Whether it puts something else in the place of a likely hypothesis of the rules without saying what speaks against that. */
  #isUnfounded({ hypotheses }: WrittenVerdict) {
    const [first] = hypotheses;
    const [prior] = this.#incident.causes;
    if (!first || !prior || prior.confidence < LIKELY) return false;
    if (first.prior === 'H1' && this.#isOf('H1', first.subject)) return false;
    const overturned = hypotheses.find(each => each.prior === 'H1');
    return this.#cited(overturned?.against ?? []).length === 0;
  }

  #againstRules([first]: readonly ModelHypothesis[]): Verdict['againstRules'] {
    const [prior] = this.#incident.causes;
    if (!first) return 'undecided';
    if (!prior || prior.confidence === 0) return 'no-prior';
    return first.prior === 'H1' ? 'agrees' : 'overturns';
  }

  #wasSeen(subject: WrittenHypothesis['subject']) {
    const key = nameOf(subject);
    const seen: readonly (ObjectReference | undefined)[] = [
      this.#incident.subject,
      ...this.#incident.causes.map(each => each.subject),
      ...this.#incident.findings.flatMap(each => [
        each.subject,
        ...each.affected,
      ]),
      ...this.#ledger.entries().map(({ about }) => about),
    ];
    return seen.some(each => each && nameOf(each) === key);
  }
}

function idsNamedIn(verdict: WrittenVerdict): string[] {
  const named: string[] = [];
  mapTexts(verdict, text => {
    named.push(...idsIn(text));
    return text;
  });
  return named;
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

/** A model may leave the group of a kind away. */
function nameOf({
  kind,
  namespace,
  name,
}: {
  kind: string;
  namespace?: string | null;
  name: string;
}) {
  return JSON.stringify([kind.split('.')[0], namespace ?? '', name]);
}

function referenceOf({
  kind,
  namespace,
  name,
}: WrittenHypothesis['subject']): ObjectReference {
  return { kind, ...(namespace ? { namespace } : {}), name };
}
