import { ModelRequest, ModelUsage, ToolCall } from './Model';
import { ModelPrices } from './ModelOptions';

/** Tokens as a server counts them. */
export interface CountedTokens {
  input: number;
  cachedInput: number;
  output: number;
}

/** Bytes of one token in the mix of English, JSON and logs that models are sent; rather too few, so that estimates err on the high side. Bytes, as a letter of other scripts is about a token. */
const bytesPerToken = 3.5;

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
