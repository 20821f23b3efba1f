import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createOpsagentFindingConditionalDecision,
  opsagentFindingConditions,
} from '@opsagent/backstage-plugin-opsagent-backend';
import { Denial } from './readDenials';
import { OwnersOnly } from './readOwnersOnly';

export interface ExamplePolicyOptions {
  denials: readonly Denial[];
  ownersOnly: OwnersOnly;
}

/**
 * Allows everything but what the configuration denies, or leaves to owners.
 *
 * An example for trying permissions out; a real portal brings a policy of its own.
 */
export class ExamplePolicy implements PermissionPolicy {
  readonly #denials: readonly Denial[];
  readonly #ownersOnly: OwnersOnly;

  constructor(options: ExamplePolicyOptions) {
    this.#denials = options.denials;
    this.#ownersOnly = options.ownersOnly;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const userRef = user?.info.userEntityRef ?? '';
    const denials = this.#denials.filter(
      ({ permissions, users }) =>
        permissions.includes(permission.name) &&
        (users.length === 0 || users.includes(userRef)),
    );
    if (denials.some(each => each.entities.length === 0)) {
      return { result: AuthorizeResult.DENY };
    }
    const hidden = denials.flatMap(each => each.entities);
    if (
      hidden.length > 0 &&
      isResourcePermission(permission, 'catalog-entity')
    ) {
      return createCatalogConditionalDecision(permission, {
        not: { anyOf: asTuple(hidden.map(isEntity)) },
      });
    }
    return this.#forOwners(permission, user?.info.ownershipEntityRefs ?? []);
  }

  #forOwners(permission: Permission, claims: string[]): PolicyDecision {
    const { except, permissions } = this.#ownersOnly;
    const isOwner = opsagentFindingConditions.isEntityOwner({ claims });
    return permissions.includes(permission.name) &&
      !claims.some(each => except.includes(each)) &&
      isResourcePermission(permission, isOwner.resourceType)
      ? createOpsagentFindingConditionalDecision(permission, isOwner)
      : { result: AuthorizeResult.ALLOW };
  }
}

function isEntity(ref: string) {
  const { kind, namespace, name } = parseEntityRef(ref);
  const { isEntityKind, hasMetadata } = catalogConditions;
  return {
    allOf: asTuple([
      isEntityKind({ kinds: [kind] }),
      hasMetadata({ key: 'name', value: name }),
      ...(namespace === DEFAULT_NAMESPACE
        ? []
        : [hasMetadata({ key: 'namespace', value: namespace })]),
    ]),
  };
}

/** Criteria want at least one member in their type. */
function asTuple<T>(items: T[]): [T, ...T[]] {
  return items as [T, ...T[]];
}
