import { z } from 'zod';
import { strictJsonSchema } from './strictJsonSchema';
import { withNulls } from './withNulls';

const schema = z.strictObject({
  name: z.string(),
  namespace: z.string().nullable(),
  lines: z.number().int().max(10).nullable(),
  uses: z.array(
    z.strictObject({ kind: z.string(), key: z.string().nullable() }),
  ),
});

const read = (value: unknown) =>
  schema.safeParse(withNulls(strictJsonSchema(schema), value));

it('puts null for what was left out and may be null, at any depth', () => {
  const { data } = read({ name: 'pay', uses: [{ kind: 'Secret' }] });
  expect(data).toEqual({
    name: 'pay',
    namespace: null,
    lines: null,
    uses: [{ kind: 'Secret', key: null }],
  });
});

it('leaves what was said, and what may not be null, as they are', () => {
  const written = { namespace: 'shop', lines: 3, uses: [], other: 1 };
  expect(withNulls(strictJsonSchema(schema), written)).toEqual(written);
  expect(read({ uses: [] }).success).toBe(false);
});

it.each([
  ['a list', []],
  ['null', null],
  ['text', 'pay'],
  ['a list inside', { uses: {} }],
])('makes nothing of %s', (_name, value) =>
  expect(read(value).success).toBe(false),
);
