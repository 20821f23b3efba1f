import { Finding, UnreadEvidence } from '../findings/Finding';
import { Candidate } from './Candidate';
import { Assessment } from './CauseAssessor';
import { CauseHypothesis, IncidentLink } from './Incident';
import { mergeHypotheses } from './mergeHypotheses';
import { referenceKey } from '../findings/referenceKey';
import { tellTie } from './tellTie';

/** Findings on their way to become one incident. */
export class Group {
  /** The cause that the root proves, or the root's detector: part of the incident's identity, whatever turns out to be the most likely cause. */
  readonly rule: string;
  readonly root: Finding;
  /** Tells groups apart. */
  readonly identity: string;
  readonly links: IncidentLink[] = [];
  readonly #proof: Finding[] = [];
  readonly #consequences: Finding[] = [];
  readonly #followed: (Finding | undefined)[] = [];
  #candidates: Candidate[] = [];
  #nextRead: UnreadEvidence | undefined;

  constructor(rule: string, root: Finding) {
    this.rule = rule;
    this.root = root;
    this.identity = `${rule} ${referenceKey(root.subject)}`;
  }

  /** The root's first, then what follows from it. */
  get members(): readonly Finding[] {
    return [...this.#proof, ...this.#consequences];
  }

  /** The problem of another subject that this group follows from. Of several findings that prove a cause, each has to follow from something, be it another of them. */
  get follows(): Finding | undefined {
    const own = new Set(this.#proof.map(each => each.id));
    const outside = this.#followed.filter(each => !each || !own.has(each.id));
    return outside.every(Boolean) ? outside[0] : undefined;
  }

  /** The root proves its cause by itself. */
  get isProved(): boolean {
    return this.rule !== this.root.detector;
  }

  /** Most likely first. */
  get causes(): CauseHypothesis[] {
    return tellTie(this.#candidates, this.#nextRead);
  }

  /** Something is likely enough to be called its cause. */
  get isDetermined(): boolean {
    const [best] = this.#candidates;
    return best !== undefined && best.hypothesis.confidence > 0;
  }

  /** The most likely cause and what it is about: groups that agree on it are one incident. Undefined while it cannot be determined. */
  get explanation(): string | undefined {
    const [best] = this.#candidates;
    return best && this.isDetermined
      ? `${best.hypothesis.cause} ${referenceKey(best.hypothesis.subject)}`
      : undefined;
  }

  /** Its most likely cause is about another object than its root: what several groups blame there is one thing to mend. */
  get blamesAnother(): boolean {
    const [best] = this.#candidates;
    return (
      this.isDetermined &&
      referenceKey(best.hypothesis.subject) !== referenceKey(this.root.subject)
    );
  }

  add(finding: Finding, { candidates, follows, nextRead }: Assessment) {
    this.#proof.push(finding);
    this.#candidates = mergeHypotheses([...this.#candidates, ...candidates]);
    this.#followed.push(follows);
    this.#nextRead ??= nextRead;
  }

  addConsequence(finding: Finding) {
    this.#consequences.push(finding);
  }

  /** Lists another group's findings as consequences of this one's, and keeps why. */
  absorb(other: Group) {
    this.#consequences.push(...other.members);
    this.links.push(...other.links);
    const [because] = other.causes;
    if (because) this.links.push({ finding: other.root.id, because });
  }
}
