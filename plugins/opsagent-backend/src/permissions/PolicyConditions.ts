import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  ConditionTransformer,
  createConditionTransformer,
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import {
  OpsagentFindingFilter,
  opsagentClusterResourceRef,
  opsagentFindingResourceRef,
} from '@opsagent/backstage-plugin-opsagent-node';
import { EntityOwners } from '../entities/EntityOwners';
import { Grant } from './Grant';

export interface PolicyConditionsOptions {
  permissionsRegistry: PermissionsRegistryService;
  owners: Pick<EntityOwners, 'ownedBy'>;
  /** The entity ref of the owner of what belongs to no entity. */
  platformOwner?: string;
}

/** Brings decisions of the portal's policy into a form in which the plugin asks its database, and judges what it has read. */
export class PolicyConditions {
  readonly #owners: PolicyConditionsOptions['owners'];
  readonly #platformOwner: string | undefined;
  readonly #transformers: ReadonlyMap<
    string,
    ConditionTransformer<OpsagentFindingFilter>
  >;

  constructor(options: PolicyConditionsOptions) {
    const { owners, permissionsRegistry, platformOwner } = options;
    this.#owners = owners;
    this.#platformOwner = platformOwner;
    this.#transformers = new Map([
      [
        opsagentFindingResourceRef.resourceType,
        createConditionTransformer<OpsagentFindingFilter>(
          permissionsRegistry.getPermissionRuleset(opsagentFindingResourceRef),
        ),
      ],
      [
        opsagentClusterResourceRef.resourceType,
        createConditionTransformer<OpsagentFindingFilter>(
          permissionsRegistry.getPermissionRuleset(opsagentClusterResourceRef),
        ),
      ],
    ]);
  }

  /** @throws InputError for a condition whose parameters its rule does not take */
  async grantOf(decision: PolicyDecision): Promise<Grant> {
    if (decision.result !== AuthorizeResult.CONDITIONAL)
      return decision.result === AuthorizeResult.ALLOW;
    const transform = this.#transformers.get(decision.resourceType);
    return transform ? this.#resolved(transform(decision.conditions)) : false;
  }

  async #resolved(
    criteria: PermissionCriteria<OpsagentFindingFilter>,
  ): Promise<Grant> {
    const all = (parts: readonly PermissionCriteria<OpsagentFindingFilter>[]) =>
      Promise.all(parts.map(each => this.#resolved(each)));
    if (isAndCriteria(criteria)) return { allOf: await all(criteria.allOf) };
    if (isOrCriteria(criteria)) return { anyOf: await all(criteria.anyOf) };
    if (isNotCriteria(criteria))
      return { not: await this.#resolved(criteria.not) };
    const { property, values } = criteria;
    return property === 'owner' ? this.#ownedBy(values) : { property, values };
  }

  async #ownedBy(claims: readonly string[]): Promise<Grant> {
    const platform = this.#platformOwner;
    const owned = await this.#owners.ownedBy(claims);
    return {
      property: 'entity',
      values: owned,
      orNone:
        platform !== undefined && [...claims, ...owned].includes(platform),
    };
  }
}
