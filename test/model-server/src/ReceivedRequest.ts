import { IncomingHttpHeaders } from 'node:http';

/** The two ways to ask a model. */
export type Api = 'chat-completions' | 'responses';

/** A JSON object whose members are yet to be looked at. */
export type JsonObject = Record<string, unknown>;

/** A request that passed every check, as it came. */
export interface ReceivedRequest {
  api: Api;
  path: string;
  headers: IncomingHttpHeaders;
  body: JsonObject;
  /** Its texts in their order, whichever way they came: instructions, questions, answers and what tools found. */
  texts: readonly string[];
  /** The names of the tools that it offers. */
  tools: readonly string[];
}

/** The value as an object, or an empty one. */
export function objectOf(value: unknown): JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
}

/** The value's objects when it is a list, or none. */
export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

/** The text of a message's content: a string, or parts with a text each. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return objectsOf(content)
    .map(part => (typeof part.text === 'string' ? part.text : ''))
    .join('');
}
