import { CauseHypothesis, Evidence } from '@opsagent/engine';
import { IncidentCase } from '../IncidentCase';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { Fact, LedgerEntry } from '../ledger/Fact';
import { Privacy } from '../privacy/Privacy';
import { factOfEvidence } from './factOfEvidence';
import { tokensOfFact } from './tellFacts';

type IncidentFinding = IncidentCase['findings'][number];

/** What is told rather than something else when there is no room for all. */
const RANKS = {
  rootFinding: 0,
  likeliestCause: 1,
  otherFinding: 2,
  evidenceOfRoot: 3,
  otherCause: 4,
  otherEvidence: 5,
};

interface Candidate {
  fact: Fact;
  /** Lower goes first. */
  rank: number;
  /** Once it is told. */
  entry?: LedgerEntry;
}

/** The facts that the rules found, of which a model is told first, in the order in which they are told. */
export class OpeningFacts {
  readonly #privacy: Pick<Privacy, 'hideCredentials' | 'learnFrom'>;
  /** By their content; several parts of one log are the same candidate. */
  readonly #candidates = new Map<string, Candidate>();

  constructor(
    findings: readonly IncidentFinding[],
    causes: readonly CauseHypothesis[],
    privacy: Pick<Privacy, 'hideCredentials' | 'learnFrom'>,
  ) {
    this.#privacy = privacy;
    for (const [index, finding] of findings.entries()) {
      const [own, its] =
        index === 0
          ? [RANKS.rootFinding, RANKS.evidenceOfRoot]
          : [RANKS.otherFinding, RANKS.otherEvidence];
      this.#add(factOfFinding(finding), own);
      this.#addAll(finding.evidence, its);
    }
    for (const [index, cause] of causes.entries())
      this.#addAll(
        [...cause.evidence, ...cause.against, ...cause.missing],
        index === 0 ? RANKS.likeliestCause : RANKS.otherCause,
      );
  }

  /**
   * Enters in the ledger what there is room for, the most important whatever its length.
   *
   * @param room - in tokens
   */
  enter(ledger: EvidenceLedger, room: number): LedgerEntry[] {
    const chosen = new Set<Candidate>();
    let left = room;
    const candidates = this.#distinct();
    for (const each of candidates.toSorted(
      (one, other) => one.rank - other.rank,
    )) {
      const size = tokensOfFact(each.fact);
      if (size > left && chosen.size > 0) continue;
      left -= size;
      chosen.add(each);
    }
    const entered = new Set<LedgerEntry>();
    for (const each of candidates.filter(candidate => chosen.has(candidate))) {
      each.entry = ledger.enter(each.fact);
      entered.add(each.entry);
    }
    return [...entered];
  }

  /** Ids of pieces of evidence, as far as they were told. */
  idsOf(evidence: readonly Evidence[]): string[] {
    const ids = evidence.flatMap(each => {
      const fact = factOfEvidence(each, this.#privacy);
      return this.#candidates.get(keyOf(fact))?.entry?.id ?? [];
    });
    return [...new Set(ids)];
  }

  /** How many there was no room for. */
  get leftOut(): number {
    return this.#distinct().filter(({ entry }) => !entry).length;
  }

  #addAll(evidence: readonly Evidence[], rank: number): void {
    for (const each of evidence)
      this.#add(factOfEvidence(each, this.#privacy), rank);
  }

  #add(fact: Fact, rank: number): void {
    const known =
      this.#candidates.get(keyOf(fact)) ??
      this.#distinct().find(each => isPartOf(fact, each.fact));
    if (known) {
      known.rank = Math.min(known.rank, rank);
      this.#candidates.set(keyOf(fact), known);
      return;
    }
    const candidate = { fact, rank };
    for (const [key, part] of this.#candidates)
      if (isPartOf(part.fact, fact)) {
        candidate.rank = Math.min(candidate.rank, part.rank);
        this.#candidates.set(key, candidate);
      }
    this.#candidates.set(keyOf(fact), candidate);
  }

  #distinct(): Candidate[] {
    return [...new Set(this.#candidates.values())];
  }
}

/** Whether all lines of a log stand, one after the other, in another part of the same log. */
function isPartOf(one: Fact, other: Fact): boolean {
  return (
    one.kind === 'log' &&
    other.kind === 'log' &&
    keyOf({ ...one, text: '' }) === keyOf({ ...other, text: '' }) &&
    `\n${other.text}\n`.includes(`\n${one.text}\n`)
  );
}

function factOfFinding(finding: IncidentFinding): Fact {
  const { detector, message, severity, since, subject, title } = finding;
  return {
    kind: 'finding',
    about: subject,
    ...(since ? { at: since } : {}),
    text: `${severity}: ${title}. ${message} (${detector})`,
  };
}

function keyOf(fact: Fact): string {
  return JSON.stringify(fact);
}
