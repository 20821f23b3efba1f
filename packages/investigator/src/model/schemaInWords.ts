import { ModelMessage, ModelRequest } from './Model';

/** The request's messages for a server that can't keep an answer to a schema: the last thing that is said asks for it, so that all before stays as it was. */
export function schemaInWords({
  messages,
  answer,
}: ModelRequest): readonly ModelMessage[] {
  if (!answer) return messages;
  const instruction = `Write one JSON value that is valid by this JSON Schema, and nothing else: no explanation and no code fence.\n${JSON.stringify(
    answer.schema,
  )}`;
  const last = messages.at(-1);
  return last?.role === 'user'
    ? [
        ...messages.slice(0, -1),
        { role: 'user', text: `${last.text}\n\n${instruction}` },
      ]
    : [...messages, { role: 'user', text: instruction }];
}
