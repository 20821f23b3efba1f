import {
  opsagentClusterReadPermission,
  opsagentFindingReadPermission,
  opsagentFindingUpdatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { VisibleEntities } from '../entities/VisibleEntities';
import { Visibility } from '../findings/FindingStore';
import { Authorizer, Caller, notAllowed } from './Authorizer';

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
   * @param entityRefs - those that are concerned; asked for while the policy is, and told to the catalog only when the caller may see findings at all
   * @throws NotAllowedError without permission to read findings
   */
  async of(
    caller: Caller,
    entityRefs: () => Promise<readonly string[]>,
  ): Promise<Visibility> {
    const { authorizer, visibleEntities } = this.#options;
    const [[read, update, unmapped], concerned] = await Promise.all([
      authorizer.grants(
        [
          opsagentFindingReadPermission,
          opsagentFindingUpdatePermission,
          opsagentClusterReadPermission,
        ],
        caller,
      ),
      entityRefs(),
    ]);
    if (read === false) throw notAllowed(opsagentFindingReadPermission);
    const visible = await visibleEntities.among(concerned, caller);
    return { entityRefs: visible, unmapped, read, update };
  }
}
