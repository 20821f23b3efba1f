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
} from '@backstage/plugin-permission-common';

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

/** Asks the portal's permission policy about a caller. */
export class Authorizer {
  readonly #permissions: PermissionsService;

  constructor(options: { permissions: PermissionsService }) {
    this.#permissions = options.permissions;
  }

  async isAllowed(
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
    if (await this.isAllowed(permission, caller)) return;
    throw new NotAllowedError(`Permission ${permission.name} is needed`);
  }
}
