import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Reads what stands under a key of the configuration by a schema, which sees undefined where nothing does.
 *
 * @throws InputError that names each field that is wrong, such as `opsagent.mapping[0].kind`, and in the words of the schema how to mend it
 */
export function readConfigValue<T>(
  config: Config,
  key: string,
  schema: z.ZodType<T>,
): T {
  const result = schema.safeParse(config.getOptional(key));
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `${fieldAt(key, path)}: ${message}`,
  );
  throw new InputError(problems.join('; '));
}

function fieldAt(key: string, path: readonly PropertyKey[]): string {
  const parts = path.map(part =>
    typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
  );
  return `${key}${parts.join('')}`;
}
