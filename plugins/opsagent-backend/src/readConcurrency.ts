import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * How many of something may be under way at a time.
 *
 * @param of - the key under which it stands, what it counts in the plural, and the number unless one is given
 * @throws InputError that names the field and how to mend it
 */
export function readConcurrency(
  config: Config,
  { key, counts, usual }: { key: string; counts: string; usual: number },
): number {
  const given = config.getOptionalNumber(key) ?? usual;
  if (Number.isInteger(given) && given > 0) return given;
  throw new InputError(
    `${key}: ${given} is not a number of ${counts}; use a whole number from 1`,
  );
}
