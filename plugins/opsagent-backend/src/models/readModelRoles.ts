import { Config } from '@backstage/config';
import { ModelRoles } from '@opsagent/investigator';

/** Which models of `opsagent.models` are asked for what, in their order; all of them where nothing is said. */
export function readModelRoles(config: Config): ModelRoles {
  const roles = config.getOptionalConfig('opsagent.modelRoles');
  const namesOf = (role: keyof ModelRoles) => {
    const names = roles?.getOptionalStringArray(role);
    return names ? { [role]: names } : {};
  };
  return {
    ...namesOf('investigate'),
    ...namesOf('chat'),
    ...namesOf('summarise'),
  };
}
