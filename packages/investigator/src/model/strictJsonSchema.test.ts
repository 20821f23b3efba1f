import { says, startModelServer } from '@opsagent/test-model-server';
import { z } from 'zod';
import { modelOptions } from '../__testUtils__/modelOptions';
import { clusterTools } from '../tools';
import { modelVerdictSchema } from '../verdict/modelVerdictSchema';
import { createModel } from './createModel';
import { strictJsonSchema } from './strictJsonSchema';

it('tells limits in words', () => {
  expect(
    strictJsonSchema(
      z.strictObject({
        name: z.string().min(1).max(20).describe('Of the pod'),
        lines: z.int().max(500),
        confidence: z.number().min(0).max(1),
        containers: z.array(z.string()).max(3).nullable(),
        since: z.iso.datetime(),
      }),
    ),
  ).toEqual({
    type: 'object',
    properties: {
      name: { type: 'string', description: 'Of the pod; 1 to 20 characters' },
      lines: { type: 'integer', description: 'at most 500' },
      confidence: { type: 'number', description: '0 to 1' },
      containers: {
        anyOf: [
          {
            type: 'array',
            items: { type: 'string' },
            description: 'at most 3 items',
          },
          { type: 'null' },
        ],
      },
      since: { type: 'string' },
    },
    required: ['name', 'lines', 'confidence', 'containers', 'since'],
    additionalProperties: false,
  });
});

it('refuses what strict servers would', () => {
  expect(() =>
    strictJsonSchema(z.strictObject({ name: z.string().optional() })),
  ).toThrow(
    'The property name may be left out, which strict schemas do not know. Make it nullable.',
  );
  expect(() => strictJsonSchema(z.looseObject({ name: z.string() }))).toThrow(
    'An object of name takes others too',
  );
});

it('makes the schemas of the verdict and of every tool such that the API takes them', async () => {
  const server = await startModelServer();
  server.script(says('{}'));
  const model = createModel(modelOptions(server));
  const answer = await model.answer(
    {
      messages: [{ role: 'user', text: 'Why?' }],
      answer: { name: 'verdict', schema: strictJsonSchema(modelVerdictSchema) },
      tools: clusterTools.map(({ name, description, schema }) => ({
        name,
        description,
        parameters: strictJsonSchema(schema),
      })),
    },
    { signal: new AbortController().signal },
  );
  await server.stop();
  expect(server.refusals).toEqual([]);
  expect(answer.text).toBe('{}');
});
