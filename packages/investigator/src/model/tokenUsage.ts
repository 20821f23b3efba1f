import { Model, ModelRequest, ModelUsage, ToolCall } from './Model';
import { ModelPrices } from './ModelOptions';

/** Tokens as a server counts them. */
export interface CountedTokens {
  input: number;
  cachedInput: number;
  output: number;
}

/** Bytes of one token in the mix of English, JSON and logs that models are sent; rather too few, so that estimates err on the high side. Bytes, as a letter of other scripts is about a token. */
const bytesPerToken = 3.5;

/** What an answer may have where nothing says so. */
export const unknownOutputTokens = 4_000;

/** What a counted request took. */
export function countedUsage(
  counted: CountedTokens,
  prices: ModelPrices | undefined,
): ModelUsage {
  return priced(counted, false, prices);
}

/** What a request takes where the server does not count. */
export function estimatedUsage(
  request: ModelRequest,
  written: { text: string; toolCalls: readonly ToolCall[] },
  prices: ModelPrices | undefined,
): ModelUsage {
  const output = [
    written.text,
    ...written.toolCalls.map(call => call.name + call.arguments),
  ].join('');
  return priced(
    {
      input: estimateInputTokens(request),
      cachedInput: 0,
      output: estimateTokens(output),
    },
    true,
    prices,
  );
}

/** About what the request will take at most, with an answer as long as it may be. */
export function expectedUsage(
  request: ModelRequest,
  { contextTokens, maximumOutputTokens, prices }: Model,
): ModelUsage {
  const input = estimateInputTokens(request);
  const mostOutput = request.maximumOutputTokens ?? maximumOutputTokens;
  // A server cuts what no longer fits in the model's context.
  const output = Math.min(
    mostOutput ?? unknownOutputTokens,
    Math.max(0, contextTokens - input),
  );
  return priced({ input, cachedInput: 0, output }, true, prices);
}

/** About the tokens that the request has. */
export function estimateInputTokens(request: ModelRequest): number {
  return estimateTokens(
    JSON.stringify([request.messages, request.tools, request.answer]),
  );
}

/** About the tokens that the text has. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / bytesPerToken);
}

function priced(
  tokens: CountedTokens,
  estimated: boolean,
  prices: ModelPrices | undefined,
): ModelUsage {
  return {
    inputTokens: tokens.input,
    cachedInputTokens: tokens.cachedInput,
    outputTokens: tokens.output,
    estimated,
    ...(prices ? { cost: costOf(tokens, prices) } : {}),
  };
}

function costOf(tokens: CountedTokens, prices: ModelPrices): number {
  const cachedPrice = prices.cachedInput ?? prices.input;
  return (
    ((tokens.input - tokens.cachedInput) * prices.input +
      tokens.cachedInput * cachedPrice +
      tokens.output * prices.output) /
    1_000_000
  );
}
