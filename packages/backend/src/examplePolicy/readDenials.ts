import { Config } from '@backstage/config';

/** What some users may not do. */
export interface Denial {
  /** Entity refs of users; everybody when empty. */
  users: string[];
  /** Names of permissions, such as `opsagent.finding.read`. */
  permissions: string[];
  /** Entity refs; when given, only these entities are hidden. */
  entities: string[];
}

/** The denials under `permission.examplePolicy.deny`. */
export function readDenials(config: Config): Denial[] {
  const denials =
    config.getOptionalConfigArray('permission.examplePolicy.deny') ?? [];
  return denials.map(denial => ({
    users: denial.getOptionalStringArray('users') ?? [],
    permissions: denial.getStringArray('permissions'),
    entities: denial.getOptionalStringArray('entities') ?? [],
  }));
}
