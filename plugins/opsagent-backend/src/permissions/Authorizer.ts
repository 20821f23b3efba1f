import {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  Permission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { Grant } from './Grant';
import { PolicyConditions } from './PolicyConditions';

export interface Caller {
  /** Those of the request: the plugin's own credentials would be allowed everything. */
  credentials: BackstageCredentials;
}

/** Who calls: the user's entity reference, or the name of a service. */
export function nameOf({ credentials }: Caller): string {
  const { subject, userEntityRef } = credentials.principal as Partial<
    Pick<BackstageUserPrincipal, 'userEntityRef'> &
      Pick<BackstageServicePrincipal, 'subject'>
  >;
  return userEntityRef ?? subject ?? 'unknown';
}

export function notAllowed({ name }: Permission): NotAllowedError {
  return new NotAllowedError(`Permission ${name} is needed`);
}

export interface AuthorizerOptions {
  permissions: PermissionsService;
  conditions: PolicyConditions;
}

/** Asks the portal's permission policy about a caller. */
export class Authorizer {
  readonly #permissions: PermissionsService;
  readonly #conditions: PolicyConditions;

  constructor(options: AuthorizerOptions) {
    this.#permissions = options.permissions;
    this.#conditions = options.conditions;
  }

  /** What each permission lets the caller do, in their order; the policy is asked once for all of them. */
  async grants(
    permissions: readonly ResourcePermission[],
    { credentials }: Caller,
  ): Promise<Grant[]> {
    const decisions = await this.#permissions.authorizeConditional(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    return Promise.all(decisions.map(each => this.#conditions.grantOf(each)));
  }

  async allows(
    permission: BasicPermission,
    { credentials }: Caller,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** @throws NotAllowedError that names the permission */
  async require(permission: BasicPermission, caller: Caller): Promise<void> {
    if (!(await this.allows(permission, caller))) throw notAllowed(permission);
  }
}
