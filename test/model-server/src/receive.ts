import { Request } from 'express';
import {
  Api,
  JsonObject,
  objectOf,
  objectsOf,
  ReceivedRequest,
  textOf,
} from './ReceivedRequest';

/** The request as a script reads it. */
export function receive(request: Request, api: Api): ReceivedRequest {
  const body = objectOf(request.body);
  return {
    api,
    path: request.originalUrl,
    headers: request.headers,
    body,
    texts: api === 'chat-completions' ? textsOfChat(body) : textsOfInput(body),
    tools: objectsOf(body.tools).map(tool =>
      String(tool.name ?? objectOf(tool.function).name),
    ),
  };
}

function textsOfChat(body: JsonObject): string[] {
  return objectsOf(body.messages).map(message => textOf(message.content));
}

function textsOfInput({ instructions, input }: JsonObject): string[] {
  const items =
    typeof input === 'string'
      ? [input]
      : objectsOf(input).map(item => textOf(item.content ?? item.output));
  return typeof instructions === 'string' ? [instructions, ...items] : items;
}
