import { ModelMessage, ModelRequest } from './Model';

/** The request's messages for a server that can't keep an answer to a schema: the first instruction asks for it. */
export function schemaInWords({
  messages,
  answer,
}: ModelRequest): readonly ModelMessage[] {
  if (!answer) return messages;
  const instruction = `When you give your answer, write one JSON value that is valid by this JSON Schema, and nothing else: no explanation and no code fence.\n${JSON.stringify(
    answer.schema,
  )}`;
  const [first, ...others] = messages;
  return first?.role === 'system'
    ? [{ role: 'system', text: `${first.text}\n\n${instruction}` }, ...others]
    : [{ role: 'system', text: instruction }, ...messages];
}
