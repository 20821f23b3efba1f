import { NotFoundError } from '@backstage/errors';
import {
  FindingList,
  FindingQuery,
  LifecycleChange,
  StoredFinding,
  TransitionList,
  opsagentFindingUpdatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Authorizer, Caller, nameOf } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { FindingStore, Visibility } from './FindingStore';

export interface AuthorizedFindingsOptions {
  findings: FindingStore;
  visibility: CallerVisibility;
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
    return this.#get(id, await this.#visibility(caller, id));
  }

  /** @throws NotFoundError alike for a finding that is not there and one that the caller may not see */
  async transitions(id: string, caller: Caller): Promise<TransitionList> {
    const visibility = await this.#visibility(caller, id);
    await this.#get(id, visibility);
    return { items: await this.#options.findings.transitions(id, visibility) };
  }

  /**
   * @throws NotAllowedError without permission to update findings
   * @throws NotFoundError alike for a finding that is not there and one that the caller may not see
   * @throws ConflictError for a resolved finding
   */
  async change(
    id: string,
    change: LifecycleChange,
    caller: Caller,
  ): Promise<StoredFinding> {
    const { authorizer, findings } = this.#options;
    await authorizer.require(opsagentFindingUpdatePermission, caller);
    const visibility = await this.#visibility(caller, id);
    await this.#get(id, visibility);
    await findings.change(id, change, { by: nameOf(caller), at: new Date() });
    return this.#get(id, visibility);
  }

  async #get(id: string, visibility: Visibility): Promise<StoredFinding> {
    const finding = await this.#options.findings.get(id, visibility);
    if (!finding) throw new NotFoundError(`No finding ${id}`);
    return finding;
  }

  /** What the caller may see of all findings, or of one. */
  #visibility(caller: Caller, findingId?: string): Promise<Visibility> {
    const { findings, visibility } = this.#options;
    return visibility.of(caller, () => findings.entityRefs(findingId));
  }
}
