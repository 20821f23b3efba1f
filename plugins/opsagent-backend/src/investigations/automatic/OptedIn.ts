import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AutomaticOptions } from './readAutomaticOptions';

/** Says that incidents of an entity may be investigated without anybody asking for it. */
export const INVESTIGATE_ANNOTATION = 'opsagent.io/investigate';

const AUTOMATIC = 'automatic';

export interface OptedInOptions extends Pick<AutomaticOptions, 'owners'> {
  catalog: CatalogService;
}

/** Whose owners want incidents to be investigated by themselves. */
export class OptedIn {
  readonly #options: OptedInOptions;

  constructor(options: OptedInOptions) {
    this.#options = options;
  }

  /** Whether that is so of each of the entities. */
  async all(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const { catalog, owners } = this.#options;
    if (owners === 'all') return true;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: [...entityRefs], fields: ['metadata.annotations'] },
      { credentials },
    );
    return items.every(
      each =>
        each?.metadata?.annotations?.[INVESTIGATE_ANNOTATION] === AUTOMATIC,
    );
  }
}
