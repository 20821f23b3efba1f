import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { canonicalRef } from '../../entities/canonicalRef';
import { RunbookOptions } from './RunbookOptions';

const KEY = 'opsagent.runbooks';

const text = z.string({ error: 'is no text; put it in quotes' }).trim().min(1, {
  error: 'is empty; leave it out or fill it in',
});

const names = z.array(text, { error: 'is no list' }).min(1, {
  error: 'is an empty list, which fits nothing; leave it out',
});

const entityRef = text.transform((given, context) => {
  const ref = canonicalRef(given);
  if (ref !== undefined) return ref;
  context.addIssue(
    `"${given}" is not an entity reference; write it like component:default/checkout`,
  );
  return z.NEVER;
});

const runbookSchema = z
  .strictObject({
    title: text,
    url: z.url({ error: 'is no URL; write it like https://…' }).optional(),
    text: text.optional(),
    matches: z
      .strictObject({
        causes: names.optional(),
        detectors: names.optional(),
        namespaces: names.optional(),
        entities: z.array(entityRef).min(1).optional(),
      })
      .prefault({}),
  })
  .refine(
    ({ url, text: given }) => (url === undefined) !== (given === undefined),
    {
      error: 'needs either url or text',
    },
  );

const runbooksSchema = z
  .array(runbookSchema, { error: 'is no list' })
  .refine(all => new Set(all.map(({ title }) => title)).size === all.length, {
    error: 'has two runbooks of the same title; give each one of its own',
  });

/** @throws InputError that names the runbook by its index, the field, and how to mend it */
export function readRunbookOptions(config: Config): RunbookOptions[] {
  const result = runbooksSchema.safeParse(config.getOptional(KEY) ?? []);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `${keyOf(path)}: ${message}`,
  );
  throw new InputError(problems.join('; '));
}

function keyOf(path: readonly PropertyKey[]) {
  const parts = path.map(part =>
    typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
  );
  return `${KEY}${parts.join('')}`;
}
