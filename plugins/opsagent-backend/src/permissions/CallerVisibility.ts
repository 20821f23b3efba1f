import {
  opsagentClusterReadPermission,
  opsagentFindingReadPermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { VisibleEntities } from '../entities/VisibleEntities';
import { Visibility } from '../findings/FindingStore';
import { Authorizer, Caller } from './Authorizer';

export interface CallerVisibilityOptions {
  authorizer: Authorizer;
  visibleEntities: VisibleEntities;
}

/** What callers may see of findings and incidents: what the portal's policy allows, of entities that the catalog shows them. */
export class CallerVisibility {
  readonly #options: CallerVisibilityOptions;

  constructor(options: CallerVisibilityOptions) {
    this.#options = options;
  }

  /**
   * @param entityRefs - those that are concerned; asked for only when the caller may see findings at all
   * @throws NotAllowedError without permission to read findings
   */
  async of(
    caller: Caller,
    entityRefs: () => Promise<readonly string[]>,
  ): Promise<Visibility> {
    const { authorizer, visibleEntities } = this.#options;
    await authorizer.require(opsagentFindingReadPermission, caller);
    const [visible, unmapped] = await Promise.all([
      entityRefs().then(refs => visibleEntities.among(refs, caller)),
      authorizer.isAllowed(opsagentClusterReadPermission, caller),
    ]);
    return { entityRefs: visible, unmapped };
  }
}
