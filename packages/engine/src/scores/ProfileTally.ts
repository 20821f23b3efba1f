import { AskedRow } from './AskedRow';
import { NamespaceTally, Share } from './NamespaceTally';
import { Population } from './Population';

export interface ProfileTallyOptions {
  /** By detector, subjects whose violation somebody has accepted. */
  accepted: ReadonlyMap<string, ReadonlySet<number>>;
  /** Subjects that count for two, as in security those that the outside reaches. */
  countingTwice: ReadonlySet<number>;
}

/** A namespace with the subjects of a population that are there. */
interface Place {
  namespace: string;
  examined: readonly number[];
  tally: NamespaceTally;
}

/** Where the subjects of a population are, and what holds in all those places. */
interface Places {
  byNamespace: ReadonlyMap<string, Place>;
  /** What the rules weigh that looked at all of the population. */
  weight: number;
  isSeen: boolean;
}

const NOBODY: readonly number[] = [];
const NO_VIOLATORS: ReadonlySet<number> = new Set();

/** Adds up what the rules of one profile found, by namespace: each that has a subject of one of them is there. */
export class ProfileTally {
  readonly #namespaces = new Map<string, NamespaceTally>();
  readonly #options: ProfileTallyOptions;
  /** Many rules look at one and the same population. */
  readonly #places = new Map<Population, Places>();
  readonly #seen: boolean[] = [];

  constructor(options: ProfileTallyOptions) {
    this.#options = options;
  }

  /** Adds a rule and, by namespace, who violates it. */
  add(
    row: AskedRow,
    violators: ReadonlyMap<string, ReadonlySet<number>>,
  ): void {
    const places = this.#placesOf(row.population);
    const excused = this.#options.accepted.get(row.detector);
    if (row.isAskedEverywhere && !excused)
      this.#addEverywhere(places, row, violators);
    else
      for (const place of places.byNamespace.values()) {
        const subjects = violators.get(place.namespace) ?? NO_VIOLATORS;
        this.#addAt(place, row, subjects, excused);
      }
    for (const [namespace, subjects] of violators)
      if (!places.byNamespace.has(namespace))
        this.#addAt(this.#placeAt(namespace, NOBODY), row, subjects, excused);
  }

  /** What was found in each namespace. */
  sum(): ReadonlyMap<string, NamespaceTally> {
    for (const { byNamespace, weight, isSeen } of this.#places.values())
      if (isSeen)
        for (const { examined, tally } of byNamespace.values()) {
          tally.total += weight;
          for (const subject of examined) this.#see(subject, tally);
        }
    this.#places.clear();
    return this.#namespaces;
  }

  #placesOf(population: Population): Places {
    const known = this.#places.get(population);
    if (known) return known;
    const byNamespace = new Map<string, Place>();
    for (const [namespace, subjects] of population)
      byNamespace.set(namespace, this.#placeAt(namespace, subjects));
    const places = { byNamespace, weight: 0, isSeen: false };
    this.#places.set(population, places);
    return places;
  }

  #placeAt(namespace: string, examined: readonly number[]): Place {
    const tally = this.#namespaces.get(namespace) ?? new NamespaceTally();
    this.#namespaces.set(namespace, tally);
    return { namespace, examined, tally };
  }

  /** Most rules are kept nearly everywhere, and weigh the same there. */
  #addEverywhere(
    places: Places,
    row: AskedRow,
    violators: ReadonlyMap<string, ReadonlySet<number>>,
  ) {
    places.weight += row.weight;
    places.isSeen = true;
    for (const [namespace, subjects] of violators) {
      const place = places.byNamespace.get(namespace);
      if (place) place.tally.lose(row, this.#shareOf(place, subjects));
    }
  }

  #addAt(
    place: Place,
    row: AskedRow,
    violators: ReadonlySet<number>,
    excused: ReadonlySet<number> | undefined,
  ) {
    if (!row.isAskedIn(place.namespace)) return;
    const share = this.#shareOf(place, violators, excused);
    if (share.evaluated === 0) return;
    place.tally.total += row.weight;
    place.tally.lose(row, share);
  }

  /** The part of a rule's subjects that violates it. */
  #shareOf(
    { examined, tally }: Place,
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
