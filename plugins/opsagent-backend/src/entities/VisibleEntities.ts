import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { chunks } from '../database/sql';

const REFS_PER_REQUEST = 500;

export interface VisibleEntitiesOptions {
  catalog: CatalogService;
  /** Milliseconds for which an answer holds; a permission that was taken away shows up after that. */
  timeToLive?: number;
  now?: () => number;
}

interface Answers {
  expiresAt: number;
  visible: Map<string, boolean>;
}

/** Which entities a caller may see, as the catalog says with the caller's own credentials. */
export class VisibleEntities {
  readonly #catalog: CatalogService;
  readonly #timeToLive: number;
  readonly #now: () => number;
  readonly #answers = new Map<string, Answers>();

  constructor(options: VisibleEntitiesOptions) {
    this.#catalog = options.catalog;
    this.#timeToLive = options.timeToLive ?? 5_000;
    this.#now = options.now ?? Date.now;
  }

  /** Those of the given entities that the caller may see. */
  async among(
    entityRefs: readonly string[],
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<string[]> {
    const { visible } = this.#answersFor(credentials);
    const unknown = entityRefs.filter(ref => !visible.has(ref));
    for (const refs of chunks(unknown, REFS_PER_REQUEST)) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: refs, fields: ['kind'] },
        { credentials },
      );
      refs.forEach((ref, index) => visible.set(ref, Boolean(items[index])));
    }
    return entityRefs.filter(ref => visible.get(ref));
  }

  #answersFor(credentials: BackstageCredentials): Answers {
    const now = this.#now();
    for (const [key, { expiresAt }] of this.#answers) {
      if (expiresAt <= now) this.#answers.delete(key);
    }
    const key = JSON.stringify(credentials.principal);
    const known = this.#answers.get(key);
    if (known) return known;
    const answers = { expiresAt: now + this.#timeToLive, visible: new Map() };
    this.#answers.set(key, answers);
    return answers;
  }
}
