import { AskedRow } from './AskedRow';
import { NamespaceTally, Share } from './NamespaceTally';
import { Population } from './Population';

export interface ProfileTallyOptions {
  /** By detector, subjects whose violation somebody has accepted. */
  accepted: ReadonlyMap<string, ReadonlySet<number>>;
  /** How much a subject counts. */
  weightOf(subject: number): number;
}

/** A namespace with the subjects of a population that are there. */
interface Place {
  namespace: string;
  examined: readonly number[];
  tally: NamespaceTally;
}

const NOBODY: readonly number[] = [];
const NO_VIOLATORS: ReadonlySet<number> = new Set();

/** Adds up what the rules of one profile found, by namespace: each that has a subject of one of them is there. */
export class ProfileTally {
  readonly namespaces = new Map<string, NamespaceTally>();
  readonly #options: ProfileTallyOptions;
  readonly #places = new Map<Population, readonly Place[]>();
  readonly #seen = new Set<number>();
  /** Rules that look at the same kind share their lists. */
  readonly #seenLists = new Set<readonly number[]>();

  constructor(options: ProfileTallyOptions) {
    this.#options = options;
  }

  /** Adds a rule and, by namespace, who violates it. */
  add(
    row: AskedRow,
    violators: ReadonlyMap<string, ReadonlySet<number>>,
  ): void {
    for (const place of this.#placesOf(row.population))
      this.#addAt(
        place,
        row,
        violators.size > 0 ? violators.get(place.namespace) : undefined,
      );
    for (const [namespace, subjects] of violators)
      if (!row.population.has(namespace))
        this.#addAt(this.#placeAt(namespace, NOBODY), row, subjects);
  }

  /** Many rules look at one and the same population. */
  #placesOf(population: Population): readonly Place[] {
    const known = this.#places.get(population);
    if (known) return known;
    const places: Place[] = [];
    for (const [namespace, subjects] of population)
      places.push(this.#placeAt(namespace, subjects));
    this.#places.set(population, places);
    return places;
  }

  #placeAt(namespace: string, examined: readonly number[]): Place {
    const tally = this.namespaces.get(namespace) ?? new NamespaceTally();
    this.namespaces.set(namespace, tally);
    return { namespace, examined, tally };
  }

  #addAt(
    place: Place,
    row: AskedRow,
    violators: ReadonlySet<number> | undefined,
  ) {
    const { namespace, examined, tally } = place;
    if (!row.isAskedIn(namespace)) return;
    const excused = this.#options.accepted.get(row.detector);
    // Most rules are kept by all, whatever each of them weighs.
    if (!violators && !excused) {
      this.#seeAll(examined, tally);
      tally.addKept(row, examined.length);
      return;
    }
    const share = this.#shareOf(place, violators ?? NO_VIOLATORS, excused);
    if (share) tally.add(row, share);
  }

  /** The part of a rule's subjects that violates it; undefined when there is none to look at. */
  #shareOf(
    { examined, tally }: Place,
    violators: ReadonlySet<number>,
    excused: ReadonlySet<number> | undefined,
  ): Share | undefined {
    const subjects = new Set(examined);
    for (const subject of violators) subjects.add(subject);
    let evaluated = 0;
    let all = 0;
    let bad = 0;
    for (const subject of subjects) {
      if (excused?.has(subject)) continue;
      this.#see(subject, tally);
      const weight = this.#options.weightOf(subject);
      evaluated += 1;
      all += weight;
      if (violators.has(subject)) bad += weight;
    }
    return evaluated === 0
      ? undefined
      : { share: bad / all, violating: violators.size, evaluated };
  }

  #seeAll(subjects: readonly number[], tally: NamespaceTally) {
    if (this.#seenLists.has(subjects)) return;
    this.#seenLists.add(subjects);
    for (const subject of subjects) this.#see(subject, tally);
  }

  #see(subject: number, tally: NamespaceTally) {
    if (this.#seen.has(subject)) return;
    this.#seen.add(subject);
    tally.subjects += 1;
  }
}
