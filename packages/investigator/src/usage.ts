import { ModelUsage } from './model/Model';

/** Of several calls together. */
export interface TotalUsage extends ModelUsage {
  calls: number;
}

export const NO_USAGE: TotalUsage = {
  calls: 0,
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  estimated: false,
};

/** The sum so far with one more call. */
export function addUsage(total: TotalUsage, call: ModelUsage): TotalUsage {
  const cost = (total.cost ?? 0) + (call.cost ?? 0);
  const isPriced = total.cost !== undefined || call.cost !== undefined;
  return {
    calls: total.calls + 1,
    inputTokens: total.inputTokens + call.inputTokens,
    outputTokens: total.outputTokens + call.outputTokens,
    cachedInputTokens: total.cachedInputTokens + call.cachedInputTokens,
    estimated: total.estimated || call.estimated,
    ...(isPriced ? { cost } : {}),
  };
}
