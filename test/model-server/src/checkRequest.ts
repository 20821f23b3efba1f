import { Request } from 'express';
import { ApiError, apiError, invalidRequest } from './ApiError';
import { ModelServerOptions } from './ModelServerOptions';
import { Api, JsonObject, objectOf } from './ReceivedRequest';
import { tokensOf } from './pieces';
import { validateChatRequest } from './validateChatRequest';
import { validateResponsesRequest } from './validateResponsesRequest';

/** Why the server does not take the request, in the order in which the API looks. */
export function checkRequest(
  request: Request,
  options: ModelServerOptions,
  api: Api,
  inputTokens: number,
): ApiError | undefined {
  const body = objectOf(request.body);
  const validate =
    api === 'chat-completions' ? validateChatRequest : validateResponsesRequest;
  return (
    checkKey(request, options) ??
    checkModel(request, body, options) ??
    checkAbilities(body, options, api) ??
    validate(
      options.structuredOutput === 'ignored' ? withoutFormat(body) : body,
    ) ??
    checkLength(body, inputTokens, options, api)
  );
}

function withoutFormat({
  response_format: _format,
  text: _text,
  ...body
}: JsonObject): JsonObject {
  return body;
}

/** Why the key is not accepted. */
export function checkKey(
  request: Request,
  { apiKey }: ModelServerOptions,
): ApiError | undefined {
  if (apiKey === undefined) return undefined;
  const azureKey = request.header('api-key');
  const given =
    azureKey ?? request.header('authorization')?.replace(/^Bearer /, '');
  if (given === apiKey) return undefined;
  if (azureKey !== undefined) {
    return apiError(401, {
      message:
        'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
      code: '401',
    });
  }
  if (given === undefined) {
    return apiError(401, {
      message:
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
      code: undefined,
    });
  }
  return apiError(401, {
    message: `Incorrect API key provided: ${masked(
      given,
    )}. You can find your API key at https://platform.openai.com/account/api-keys.`,
  });
}

/** As the API repeats a wrong key to its sender. */
function masked(key: string): string {
  return key.length <= 12
    ? '*'.repeat(key.length)
    : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`;
}

function checkModel(
  { params }: Request,
  body: JsonObject,
  { models }: ModelServerOptions,
): ApiError | undefined {
  const { deployment } = params;
  if (deployment !== undefined) {
    return !models || models.includes(deployment)
      ? undefined
      : apiError(404, {
          message:
            'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
          code: 'DeploymentNotFound',
        });
  }
  if (typeof body.model !== 'string') {
    return invalidRequest('you must provide a model parameter', 'model');
  }
  return !models || models.includes(body.model)
    ? undefined
    : apiError(404, {
        message: `The model \`${body.model}\` does not exist or you do not have access to it.`,
        code: 'model_not_found',
      });
}

function checkAbilities(
  body: JsonObject,
  { structuredOutput, tools }: ModelServerOptions,
  api: Api,
): ApiError | undefined {
  if (tools === 'rejected' && body.tools !== undefined) {
    return apiError(400, {
      message: `registry.ollama.ai/library/${body.model} does not support tools`,
      type: 'api_error',
    });
  }
  const format = objectOf(
    api === 'chat-completions'
      ? body.response_format
      : objectOf(body.text).format,
  );
  return structuredOutput === 'rejected' && format.type === 'json_schema'
    ? invalidRequest(
        "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
        'response_format',
      )
    : undefined;
}

function checkLength(
  body: JsonObject,
  messageTokens: number,
  { contextTokens }: ModelServerOptions,
  api: Api,
): ApiError | undefined {
  if (contextTokens === undefined) return undefined;
  const declared = [body.tools, body.response_format, body.text];
  const inputTokens = messageTokens + tokensOf(JSON.stringify(declared));
  const completionTokens = Number(
    body.max_completion_tokens ??
      body.max_tokens ??
      body.max_output_tokens ??
      0,
  );
  const requested = inputTokens + completionTokens;
  if (requested <= contextTokens) return undefined;
  return invalidRequest(
    inputTokens > contextTokens
      ? `This model's maximum context length is ${contextTokens} tokens. However, your messages resulted in ${inputTokens} tokens. Please reduce the length of the messages.`
      : `This model's maximum context length is ${contextTokens} tokens. However, you requested ${requested} tokens (${inputTokens} in the messages, ${completionTokens} in the completion). Please reduce the length of the messages or completion.`,
    api === 'chat-completions' ? 'messages' : 'input',
    'context_length_exceeded',
  );
}
