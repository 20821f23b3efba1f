import { Config } from '@backstage/config';
import { opsagentFindingPermissions } from '@opsagent/backstage-plugin-opsagent-common';

/** What people may do only with findings and incidents of the entities that they or their groups own. */
export interface OwnersOnly {
  /** Names of permissions. */
  permissions: string[];
  /** Entity refs of users and groups whom this does not limit. */
  except: string[];
}

const KEY = 'permission.examplePolicy.ownersOnly';
const CONDITIONAL = opsagentFindingPermissions.map(({ name }) => name);

/**
 * What stands under `permission.examplePolicy.ownersOnly`.
 *
 * @throws Error for a permission that is not about findings and incidents
 */
export function readOwnersOnly(config: Config): OwnersOnly {
  const section = config.getOptionalConfig(KEY);
  const permissions = section?.getStringArray('permissions') ?? [];
  const other = permissions.find(each => !CONDITIONAL.includes(each));
  if (other)
    throw new Error(
      `${KEY}.permissions: ${other} does not ask who owns what; use one of ${CONDITIONAL.join(', ')}`,
    );
  return {
    permissions,
    except: section?.getOptionalStringArray('except') ?? [],
  };
}
