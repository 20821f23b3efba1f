import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { MappingRule } from './MappingRule';
import { canonicalRef } from './canonicalRef';

const KEY = 'opsagent.mapping';
const CONDITIONS = ['cluster', 'namespace', 'labels', 'kind'] as const;

const text = z.string({
  error: ({ input }) => `${JSON.stringify(input)} is no text; put it in quotes`,
});

const pattern = text.refine(given => /[^*]/.test(given), {
  error: ({ input }) =>
    `"${input}" would match any name; leave the field out instead`,
});

const entityRef = text.transform((given, context) => {
  const ref = canonicalRef(given);
  if (ref !== undefined) return ref;
  context.addIssue(
    `"${given}" is not an entity reference; write it like component:default/checkout`,
  );
  return z.NEVER;
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
    entityRef,
  })
  .refine(rule => CONDITIONS.some(each => hasCondition(rule[each])), {
    error: `would map every object; add one of ${CONDITIONS.join(', ')}`,
  });

function hasCondition(given: string | Record<string, string> | undefined) {
  return typeof given === 'object' ? Object.keys(given).length > 0 : given;
}

/** @throws InputError that names the rule by its index, the field, and how to mend it */
export function readMappingRules(config: Config): MappingRule[] {
  const given = config.getOptional(KEY) ?? [];
  const result = z.array(ruleSchema).safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `${pathOf(path)}: ${message}`,
  );
  throw new InputError(problems.join('; '));
}

function pathOf(path: readonly PropertyKey[]) {
  const parts = path.map(part =>
    typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
  );
  return `${KEY}${parts.join('')}`;
}
