import { clusterTools } from '../tools';
import { modelAnswerSchema } from '../answer/modelAnswerSchema';
import { JsonSchema } from '../model/Model';
import { strictJsonSchema } from '../model/strictJsonSchema';
import { runbookTools } from '../runbooks/runbookTools';
import { writtenSummarySchema } from '../summary/writtenSummarySchema';
import { modelVerdictSchema } from '../verdict/modelVerdictSchema';
import { createPrivacy } from './createPrivacy';
import { maskDeclarations } from './maskDeclarations';

const runbook = (title: string) =>
  runbookTools([{ title, read: async () => [] }]);

const declared = (
  tools: readonly {
    name: string;
    description: string;
    schema: Parameters<typeof strictJsonSchema>[0];
  }[],
) =>
  tools.map(({ name, description, schema }) => ({
    name,
    description,
    parameters: strictJsonSchema(schema),
  }));

/** As a model that may read nothing private is told. */
const mask = createPrivacy({ key: 'test' }).maskFor({});

describe('maskDeclarations', () => {
  it.each(
    declared([...clusterTools, ...runbook('When certificates expire')]).map(
      tool => [tool.name, tool] as const,
    ),
  )('leaves %s as it is', (_, tool) => {
    expect(maskDeclarations({ tools: [tool] }, mask).tools).toEqual([tool]);
  });

  it.each<[string, JsonSchema]>([
    ['verdict', strictJsonSchema(modelVerdictSchema)],
    ['answer', strictJsonSchema(modelAnswerSchema())],
    ['summary', strictJsonSchema(writtenSummarySchema)],
  ])('leaves the form of the %s as it is', (name, schema) => {
    const answer = { name, schema };
    expect(maskDeclarations({ answer }, mask)).toEqual({ answer });
  });

  it('masks what is private in names that a tool offers, and understands them as they were', () => {
    const title = 'If mail to ana@shop.example.de bounces';
    const [tool] = declared(runbook(title)).slice(1);
    const { tools } = maskDeclarations({ tools: [tool] }, mask);
    const told = JSON.stringify(tools);
    expect(told).not.toContain('ana@');
    const [pseudonym] = /If mail to <email-\w+> bounces/.exec(told) ?? [];
    expect(mask.unmask(pseudonym ?? '')).toBe(title);
  });
});
