import { Model } from './Model';

/** The same model, asked in another way. */
export function wrapModel(model: Model, answer: Model['answer']): Model {
  const { callsTools, contextTokens, maximumOutputTokens, name } = model;
  const { prices, sends } = model;
  return {
    name,
    contextTokens,
    maximumOutputTokens,
    prices,
    callsTools,
    sends,
    answer,
  };
}
