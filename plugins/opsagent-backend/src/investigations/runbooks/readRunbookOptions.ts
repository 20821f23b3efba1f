import { Config } from '@backstage/config';
import { z } from 'zod';
import { entityRefOption } from '../../entities/entityRefOption';
import { readConfigValue } from '../../readConfigValue';
import { RunbookOptions } from './RunbookOptions';

const KEY = 'opsagent.runbooks';

const text = z.string({ error: 'is no text; put it in quotes' }).trim().min(1, {
  error: 'is empty; leave it out or fill it in',
});

const names = z.array(text, { error: 'is no list' }).min(1, {
  error: 'is an empty list, which fits nothing; leave it out',
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
        entities: z.array(entityRefOption).min(1).optional(),
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
  })
  .default([]);

/** @throws InputError that names the runbook by its index, the field, and how to mend it */
export function readRunbookOptions(config: Config): RunbookOptions[] {
  return readConfigValue(config, KEY, runbooksSchema);
}
