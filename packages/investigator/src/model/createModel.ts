import { GuardedModel } from './GuardedModel';
import { Model } from './Model';
import { ModelCall } from './ModelCall';
import { ModelOptions } from './ModelOptions';
import { OpenAiModel } from './OpenAiModel';
import { timeoutsOf } from './timeoutsOf';

export interface ModelHooks {
  /** Hears of each request to the server when it is over. */
  onCall?(call: ModelCall): void;
  /** Wraps what sends single requests, each try of one on its own, such as to trace them. */
  wrap?(model: Model): Model;
}

/** The model behind a server that speaks OpenAI's protocol, with everything that its options say. */
export function createModel(
  options: ModelOptions,
  hooks: ModelHooks = {},
): Model {
  const model = new OpenAiModel(options);
  return new GuardedModel(hooks.wrap?.(model) ?? model, {
    concurrency: options.concurrency ?? 4,
    retries: options.retries ?? 2,
    requestsPerMinute: options.requestsPerMinute,
    tokensPerMinute: options.tokensPerMinute,
    suspendAfter: options.suspendAfter ?? 5,
    suspendFor: options.suspendFor ?? 30_000,
    wholeTimeout: timeoutsOf(options).whole,
    onCall: hooks.onCall,
  });
}
