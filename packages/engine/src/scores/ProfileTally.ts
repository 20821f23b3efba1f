import { AskedRow } from './AskedRow';
import { NamespaceTally, Share } from './NamespaceTally';
import { Population } from './Population';

export interface ProfileTallyOptions {
  /** By detector, subjects whose violation somebody has accepted. */
  accepted: ReadonlyMap<string, ReadonlySet<number>>;
  /** Subjects that count for two, as in security those that the outside reaches. */
  countingTwice: ReadonlySet<number>;
}

const NOBODY: readonly number[] = [];
const NO_VIOLATORS: ReadonlySet<number> = new Set();

/** Adds up what the rules of one profile found, by namespace: each that has a subject of one of them is there. */
export class ProfileTally {
  readonly #namespaces = new Map<string, NamespaceTally>();
  readonly #options: ProfileTallyOptions;
  /** What the rules weigh that are asked everywhere, by what they look at: many look at one and the same population. */
  readonly #weights = new Map<Population, number>();
  readonly #seen: boolean[] = [];

  constructor(options: ProfileTallyOptions) {
    this.#options = options;
  }

  /** Adds a rule and, by namespace, who violates it. */
  add(
    row: AskedRow,
    violators: ReadonlyMap<string, ReadonlySet<number>>,
  ): void {
    const { population } = row;
    this.#begin(population);
    const excused = this.#options.accepted.get(row.detector);
    if (row.isAskedEverywhere && !excused) this.#addEverywhere(row, violators);
    else
      for (const namespace of population.keys()) {
        const subjects = violators.get(namespace) ?? NO_VIOLATORS;
        this.#addAt(namespace, row, subjects, excused);
      }
    for (const [namespace, subjects] of violators)
      if (!population.has(namespace))
        this.#addAt(namespace, row, subjects, excused);
  }

  /** What was found in each namespace. */
  sum(): ReadonlyMap<string, NamespaceTally> {
    for (const [population, weight] of this.#weights)
      if (weight > 0)
        for (const [namespace, subjects] of population) {
          const tally = this.#tallyOf(namespace);
          tally.total += weight;
          for (const subject of subjects) this.#see(subject, tally);
        }
    this.#weights.clear();
    return this.#namespaces;
  }

  #begin(population: Population) {
    if (this.#weights.has(population)) return;
    this.#weights.set(population, 0);
    for (const namespace of population.keys()) this.#tallyOf(namespace);
  }

  #tallyOf(namespace: string): NamespaceTally {
    const known = this.#namespaces.get(namespace);
    if (known) return known;
    const begun = new NamespaceTally();
    this.#namespaces.set(namespace, begun);
    return begun;
  }

  /** Most rules are kept nearly everywhere, and weigh the same there. */
  #addEverywhere(
    row: AskedRow,
    violators: ReadonlyMap<string, ReadonlySet<number>>,
  ) {
    const { population, weight } = row;
    this.#weights.set(
      population,
      (this.#weights.get(population) ?? 0) + weight,
    );
    for (const [namespace, subjects] of violators) {
      const examined = population.get(namespace);
      if (!examined) continue;
      const tally = this.#tallyOf(namespace);
      tally.lose(row, this.#shareOf(examined, tally, subjects));
    }
  }

  #addAt(
    namespace: string,
    row: AskedRow,
    violators: ReadonlySet<number>,
    excused: ReadonlySet<number> | undefined,
  ) {
    const tally = this.#tallyOf(namespace);
    if (!row.isAskedIn(namespace)) return;
    const examined = row.population.get(namespace) ?? NOBODY;
    const share = this.#shareOf(examined, tally, violators, excused);
    if (share.evaluated === 0) return;
    tally.total += row.weight;
    tally.lose(row, share);
  }

  /** The part of a rule's subjects that violates it. */
  #shareOf(
    examined: readonly number[],
    tally: NamespaceTally,
    violators: ReadonlySet<number>,
    excused?: ReadonlySet<number>,
  ): Share {
    const subjects = new Set(examined);
    for (const subject of violators) subjects.add(subject);
    let evaluated = 0;
    let all = 0;
    let bad = 0;
    for (const subject of subjects) {
      if (excused?.has(subject)) continue;
      this.#see(subject, tally);
      const weight = this.#options.countingTwice.has(subject) ? 2 : 1;
      evaluated += 1;
      all += weight;
      if (violators.has(subject)) bad += weight;
    }
    return { share: bad / all, violating: violators.size, evaluated };
  }

  #see(subject: number, tally: NamespaceTally) {
    if (this.#seen[subject]) return;
    this.#seen[subject] = true;
    tally.subjects += 1;
  }
}
