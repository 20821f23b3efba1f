import { ModelMessage, ModelRequest } from './Model';
import { ModelOptions } from './ModelOptions';
import { schemaInWords } from './schemaInWords';
import { toolsInWords } from './toolsInWords';

/** The request's messages, with what the server does not know told in words. */
export function messagesFor(
  request: ModelRequest,
  { callsTools, structuredOutput }: ModelOptions,
): readonly ModelMessage[] {
  const messages =
    callsTools === false ? toolsInWords(request.messages) : request.messages;
  return structuredOutput === false
    ? schemaInWords({ ...request, messages })
    : messages;
}
