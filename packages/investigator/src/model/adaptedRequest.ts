import { joinedMessages } from './joinedMessages';
import { ModelMessage, ModelRequest, ToolDeclaration } from './Model';
import { ModelOptions } from './ModelOptions';
import { schemaInWords } from './schemaInWords';
import { toolsInWords } from './toolsInWords';

/** A request as one server understands it, whichever protocol it is sent by. */
export interface AdaptedRequest {
  messages: readonly ModelMessage[];
  tools: readonly ToolDeclaration[];
  /** Absent where the server does not keep to schemas. */
  answer?: ModelRequest['answer'];
  /** Whether the server makes the model keep to schemas, of tools as well. */
  keepsToSchema: boolean;
  maximumOutputTokens: number;
}

/** What the server does not know is left out and told in words. */
export function adaptedRequest(
  request: ModelRequest,
  options: ModelOptions,
): AdaptedRequest {
  const {
    callsTools = true,
    recallsCalls = true,
    structuredOutput = true,
  } = options;
  const { answer, tools = [] } = request;
  const knowsCalls = callsTools && (recallsCalls || tools.length > 0);
  const messages = joinedMessages(
    knowsCalls ? request.messages : toolsInWords(request.messages),
  );
  return {
    messages: structuredOutput
      ? messages
      : schemaInWords({ ...request, messages }),
    tools: callsTools ? tools : [],
    ...(answer && structuredOutput ? { answer } : {}),
    keepsToSchema: structuredOutput,
    maximumOutputTokens:
      request.maximumOutputTokens ?? options.maximumOutputTokens,
  };
}
