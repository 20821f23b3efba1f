import { Finding } from '../findings/Finding';
import { Assessment } from './CauseAssessor';
import { referenceKey } from './FailureFlow';
import { CauseHypothesis, IncidentLink } from './Incident';

/** Findings on their way to become one incident. */
export class Group {
  /** The cause that the root proves, or the root's detector: part of the incident's identity, whatever turns out to be the most likely cause. */
  readonly rule: string;
  readonly root: Finding;
  /** Tells groups apart. */
  readonly identity: string;
  readonly links: IncidentLink[] = [];
  readonly hypotheses: CauseHypothesis[] = [];
  readonly #proof: Finding[] = [];
  readonly #consequences: Finding[] = [];
  #follows: Finding | undefined;

  constructor(rule: string, root: Finding) {
    this.rule = rule;
    this.root = root;
    this.identity = `${rule} ${referenceKey(root.subject)}`;
  }

  /** The root's first, then what follows from it. */
  get members(): readonly Finding[] {
    return [...this.#proof, ...this.#consequences];
  }

  /** The problem of another subject that this group follows from. */
  get follows(): Finding | undefined {
    return this.#follows;
  }

  /** The root proves its cause by itself. */
  get isProved(): boolean {
    return this.rule !== this.root.detector;
  }

  /** The most likely cause and what it is about: groups that agree on it are one incident. Undefined while it cannot be determined. */
  get explanation(): string | undefined {
    const [best] = this.hypotheses;
    return best && best.confidence > 0
      ? `${best.cause} ${referenceKey(best.subject)}`
      : undefined;
  }

  add(finding: Finding, { hypotheses, follows }: Assessment) {
    this.#proof.push(finding);
    this.hypotheses.push(...hypotheses);
    if (!this.isProved) this.#follows ??= follows;
  }

  addConsequence(finding: Finding) {
    this.#consequences.push(finding);
  }

  /** Lists another group's findings as consequences of this one's, and keeps why. */
  absorb(other: Group) {
    this.#consequences.push(...other.members);
    this.links.push(...other.links);
    const [because] = other.hypotheses;
    if (because) this.links.push({ finding: other.root.id, because });
  }
}
