import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { SpendingLimit } from '@opsagent/investigator';

/**
 * What may be spent, in tokens and in the currency of the prices.
 *
 * @throws InputError that names the field and how to mend it
 */
export function readLimit(
  config: Config,
  key: string,
): SpendingLimit | undefined {
  const given = config.getOptionalConfig(key);
  if (!given) return undefined;
  const read = (unit: keyof SpendingLimit) => {
    const value = given.getOptionalNumber(unit);
    if (value === undefined) return {};
    if (value > 0) return { [unit]: value };
    throw new InputError(
      `${key}.${unit}: ${value} leaves nothing to spend; use a number above 0`,
    );
  };
  return { ...read('tokens'), ...read('cost') };
}
