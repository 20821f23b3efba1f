import { Model } from './Model';

/** The same model, asked in another way; what it is is asked of the model each time, as it learns what its server lacks. */
export function wrapModel(model: Model, answer: Model['answer']): Model {
  return {
    get name() {
      return model.name;
    },
    get contextTokens() {
      return model.contextTokens;
    },
    get maximumOutputTokens() {
      return model.maximumOutputTokens;
    },
    get prices() {
      return model.prices;
    },
    get callsTools() {
      return model.callsTools;
    },
    get sends() {
      return model.sends;
    },
    answer,
  };
}
