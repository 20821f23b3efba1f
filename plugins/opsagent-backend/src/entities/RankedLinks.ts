/**
 * What says whose an object is, the strongest first: its own labels, a configured rule, the name of the application or release that it was deployed with, the namespace that
 * it is in.
 */
const LINK_SOURCES = ['labels', 'rule', 'instance', 'namespace'] as const;

export type LinkSource = (typeof LINK_SOURCES)[number];

/** The entities that an object belongs to, by the strongest source that names any. */
export interface Link {
  source: LinkSource;
  entityRefs: ReadonlySet<string>;
}

/** Links by object. Among sources the strongest one counts, and all that it says. */
export class RankedLinks {
  readonly #links = new Map<string, Link>();

  of(key: string): Link | undefined {
    return this.#links.get(key);
  }

  add(key: string, source: LinkSource, entityRefs: Iterable<string>): void {
    const known = this.#links.get(key);
    if (known && isStronger(known.source, source)) return;
    const kept = known?.source === source ? known.entityRefs : [];
    const refs = new Set([...kept, ...entityRefs]);
    if (refs.size > 0) this.#links.set(key, { source, entityRefs: refs });
  }

  all(): Iterable<Link> {
    return this.#links.values();
  }
}

/** Whether the first source counts more. */
export function isStronger(source: LinkSource, other: LinkSource): boolean {
  return LINK_SOURCES.indexOf(source) < LINK_SOURCES.indexOf(other);
}
