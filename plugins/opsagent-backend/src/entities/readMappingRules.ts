import { Config } from '@backstage/config';
import { z } from 'zod';
import { readConfigValue } from '../readConfigValue';
import { MappingRule } from './MappingRule';
import { entityRefOption } from './entityRefOption';

const KEY = 'opsagent.mapping';
const CONDITIONS = ['cluster', 'namespace', 'labels', 'kind'] as const;

const text = z.string({
  error: ({ input }) => `${JSON.stringify(input)} is no text; put it in quotes`,
});

const pattern = text.refine(given => /[^*]/.test(given), {
  error: ({ input }) =>
    `"${input}" would match any name; leave the field out instead`,
});

const ruleSchema = z
  .strictObject({
    cluster: pattern.optional(),
    namespace: pattern.optional(),
    labels: z.record(text, text).optional(),
    kind: text
      .regex(/^[A-Z][A-Za-z0-9]*(\.[a-z0-9.-]+)?$/, {
        error: ({ input }) =>
          `"${input}" is not a kind; write it like Deployment or Rollout.argoproj.io`,
      })
      .optional(),
    entityRef: entityRefOption,
  })
  .refine(rule => CONDITIONS.some(each => hasCondition(rule[each])), {
    error: `would map every object; add one of ${CONDITIONS.join(', ')}`,
  });

function hasCondition(given: string | Record<string, string> | undefined) {
  return typeof given === 'object' ? Object.keys(given).length > 0 : given;
}

/** @throws InputError that names the rule by its index, the field, and how to mend it */
export function readMappingRules(config: Config): MappingRule[] {
  return readConfigValue(config, KEY, z.array(ruleSchema).default([]));
}
