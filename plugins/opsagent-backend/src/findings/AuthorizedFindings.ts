import { NotFoundError } from '@backstage/errors';
import {
  FindingList,
  FindingQuery,
  StoredFinding,
  opsagentClusterReadPermission,
  opsagentFindingReadPermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { VisibleEntities } from '../entities/VisibleEntities';
import { Authorizer, Caller } from '../permissions/Authorizer';
import { FindingStore, Visibility } from './FindingStore';

export interface AuthorizedFindingsOptions {
  findings: FindingStore;
  visibleEntities: VisibleEntities;
  authorizer: Authorizer;
}

/**
 * Findings as one caller may see them: those of entities that the catalog shows to the caller and, for whoever may read clusters, those whose subject belongs to
 * no entity. Others see such a finding when an entity of theirs suffers from it, without what concerns other entities. The restriction goes into the query, so
 * that totals and pages tell nothing of the rest.
 */
export class AuthorizedFindings {
  readonly #options: AuthorizedFindingsOptions;

  constructor(options: AuthorizedFindingsOptions) {
    this.#options = options;
  }

  /** @throws NotAllowedError without permission to read findings */
  async list(query: FindingQuery, caller: Caller): Promise<FindingList> {
    return this.#options.findings.list(query, await this.#visibility(caller));
  }

  /** @throws NotFoundError alike for a finding that is not there and one that the caller may not see */
  async get(id: string, caller: Caller): Promise<StoredFinding> {
    const finding = await this.#options.findings.get(
      id,
      await this.#visibility(caller, id),
    );
    if (!finding) throw new NotFoundError(`No finding ${id}`);
    return finding;
  }

  /** What the caller may see of all findings, or of one. */
  async #visibility(caller: Caller, findingId?: string): Promise<Visibility> {
    const { authorizer, findings, visibleEntities } = this.#options;
    await authorizer.require(opsagentFindingReadPermission, caller);
    const [entityRefs, unmapped] = await Promise.all([
      findings
        .entityRefs(findingId)
        .then(refs => visibleEntities.among(refs, caller)),
      authorizer.isAllowed(opsagentClusterReadPermission, caller),
    ]);
    return { entityRefs, unmapped };
  }
}
