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

/** As models that were trained to reason aloud call. */
const ACTION = /^\s*Action:\s*(\w+)\s*\n\s*Action Input:([\s\S]*)$/im;

/** As in a program: `get_logs(pod="cart-1", lines=20)`. */
const INVOCATION = /(\w+)\(([^()]*)\)/g;
const ARGUMENT = /(\w+)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w.-]+)/g;

/**
 * The calls that a model wrote as text, where its server was not told how it writes them. None unless all that is JSON in it are calls and one of
 * them is of a given tool; calls of others are left to be refused.
 */
export function callsInText(
  text: string,
  tools: readonly ToolDeclaration[],
): ToolCall[] {
  const isGiven = (name: string) => tools.some(tool => tool.name === name);
  const calls = jsonCalls(text) ?? actionIn(text) ?? invocations(text, isGiven);
  return calls.some(({ name }) => isGiven(name))
    ? calls.map(({ name, values }) => ({
        id: `call_${randomUUID()}`,
        name,
        arguments: JSON.stringify(values),
      }))
    : [];
}

interface CallInText {
  name: string;
  values: Record<string, unknown>;
}

function jsonCalls(text: string): CallInText[] | undefined {
  const marked = [...text.matchAll(MARKED)].map(([, written]) => written);
  const values = (marked.length > 0 ? marked : [text]).flatMap(written => {
    const value = readJson(written)?.value;
    return Array.isArray(value) ? value : [value];
  });
  const calls = values.flatMap(value => {
    const parsed = writtenCall.safeParse(value);
    if (!parsed.success) return [];
    const { name, arguments: given, parameters } = parsed.data;
    return [{ name, values: given ?? parameters ?? {} }];
  });
  return calls.length > 0 && calls.length === values.length ? calls : undefined;
}

function actionIn(text: string): CallInText[] | undefined {
  const [, name, input] = ACTION.exec(text) ?? [];
  const values = z
    .record(z.string(), z.unknown())
    .safeParse(input && readJson(input)?.value);
  return name && values.success ? [{ name, values: values.data }] : undefined;
}

function invocations(
  text: string,
  isGiven: (name: string) => boolean,
): CallInText[] {
  return [...text.matchAll(INVOCATION)]
    .filter(([, name]) => isGiven(name))
    .map(([, name, written]) => ({
      name,
      values: Object.fromEntries(
        [...written.matchAll(ARGUMENT)].map(([, key, value]) => [
          key,
          valueOf(value),
        ]),
      ),
    }));
}

function valueOf(written: string): unknown {
  if (/^(none|null)$/i.test(written)) return null;
  if (/^(true|false)$/i.test(written)) return written.toLowerCase() === 'true';
  if (/^\d+$/.test(written)) return Number(written);
  return written.replace(/^["']|["']$/g, '');
}
