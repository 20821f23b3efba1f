import { InputError, NotFoundError } from '@backstage/errors';
import {
  FindingList,
  FindingQuery,
  FindingChange,
  StoredFinding,
  TransitionList,
  TransitionQuery,
  opsagentFindingUpdatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { NamespaceRisk } from '../acceptances/acceptNamespace';
import { namespaceOf } from '../entities/namespaceOf';
import { Caller, nameOf, notAllowed } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { FindingStore, Visibility } from './FindingStore';

export interface AuthorizedFindingsOptions {
  findings: FindingStore;
  visibility: CallerVisibility;
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
  async transitions(
    id: string,
    query: TransitionQuery,
    caller: Caller,
  ): Promise<TransitionList> {
    const visibility = await this.#visibility(caller, id);
    await this.#get(id, visibility);
    return this.#options.findings.transitions(id, query, visibility);
  }

  /**
   * @throws NotAllowedError without permission to update findings, or this one
   * @throws NotFoundError alike for a finding that is not there and one that the caller may not see
   * @throws InputError for accepting a problem, or for a whole namespace what is in none
   * @throws ConflictError for a resolved finding, and for one that is no longer in the expected state
   */
  async change(
    id: string,
    change: FindingChange,
    caller: Caller,
  ): Promise<StoredFinding> {
    const { findings } = this.#options;
    const visibility = await this.#visibility(caller, id);
    if (visibility.update === false)
      throw notAllowed(opsagentFindingUpdatePermission);
    const finding = await this.#get(id, visibility);
    if (!finding.mayChange) throw notAllowed(opsagentFindingUpdatePermission);
    const options = { by: nameOf(caller), at: new Date() };
    if (change.state === 'accepted') refuseProblem(finding);
    if (change.state === 'accepted' && change.scope === 'namespace') {
      const all = await this.#visibility(caller);
      await findings.acceptNamespace(id, riskOf(finding), change, {
        ...options,
        visibility: changeable(all),
      });
    } else await findings.change(id, change, options);
    return this.#get(id, visibility);
  }

  /**
   * Ends an acceptance for a whole namespace. Answers how many findings are back.
   *
   * @throws NotAllowedError without permission to update findings, or all that it covers
   * @throws NotFoundError alike for one that is not there and one of which the caller may see nothing
   */
  async revokeAcceptance(id: string, caller: Caller): Promise<number> {
    const { findings } = this.#options;
    const visibility = await this.#options.visibility.of(caller, async () => [
      ...new Set([
        ...(await findings.entityRefs()),
        ...(await findings.acceptedEntityRefs(id)),
      ]),
    ]);
    if (visibility.update === false)
      throw notAllowed(opsagentFindingUpdatePermission);
    return findings.revokeAcceptance(id, {
      by: nameOf(caller),
      at: new Date(),
      visibility: changeable(visibility),
    });
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

/** What of the visible may be changed, for what is changed at once or not at all. */
function changeable(visibility: Visibility): Visibility {
  const { read = true, update = false } = visibility;
  return { ...visibility, read: { allOf: [read, update] } };
}

function refuseProblem({ tier }: StoredFinding) {
  if (tier !== 'problem') return;
  throw new InputError(
    'state: a problem cannot be accepted, only risks and hygiene can; use snoozed',
  );
}

function riskOf({ cluster, detector, subject }: StoredFinding): NamespaceRisk {
  const { kind, name } = subject;
  const namespace = namespaceOf(subject);
  if (namespace !== undefined) return { cluster, detector, namespace };
  throw new InputError(`scope: ${kind} ${name} is in no namespace; use object`);
}
