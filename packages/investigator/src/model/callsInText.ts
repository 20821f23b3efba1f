import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ToolCall, ToolDeclaration } from './Model';
import { readJson } from './readJson';

/** As models were trained to write calls: `arguments` in most families, `parameters` in Llama's. */
const writtenCall = z.object({
  name: z.string(),
  arguments: z.record(z.string(), z.unknown()).optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
});

/** In which several families of models put each call. */
const MARKED = /<tool_call>([\s\S]*?)<\/tool_call>/g;

/** The calls that a model wrote as text, where its server was not told how it writes them; none unless all that is JSON in it are calls of given tools. */
export function callsInText(
  text: string,
  tools: readonly ToolDeclaration[],
): ToolCall[] {
  const marked = [...text.matchAll(MARKED)].map(([, written]) => written);
  const values = (marked.length > 0 ? marked : [text]).flatMap(written => {
    const value = readJson(written)?.value;
    return Array.isArray(value) ? value : [value];
  });
  const calls = values.flatMap(value => {
    const parsed = writtenCall.safeParse(value);
    if (!parsed.success) return [];
    const { name, arguments: given, parameters } = parsed.data;
    if (!tools.some(tool => tool.name === name)) return [];
    return [
      {
        id: `call_${randomUUID()}`,
        name,
        arguments: JSON.stringify(given ?? parameters ?? {}),
      },
    ];
  });
  return calls.length === values.length ? calls : [];
}
