import { Config } from '@backstage/config';

/** What people may do only with findings and incidents of the entities that they or their groups own. */
export interface OwnersOnly {
  /** Names of permissions. */
  permissions: string[];
  /** Entity refs of users and groups whom this does not limit. */
  except: string[];
}

const KEY = 'permission.examplePolicy.ownersOnly';
const CONDITIONAL = ['opsagent.finding.read', 'opsagent.finding.update'];

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
      `${KEY}.permissions: ${other} does not ask who owns what; use ${CONDITIONAL.join(' or ')}`,
    );
  return {
    permissions,
    except: section?.getOptionalStringArray('except') ?? [],
  };
}
