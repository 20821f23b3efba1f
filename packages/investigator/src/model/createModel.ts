import { GuardedModel } from './GuardedModel';
import { Model } from './Model';
import { ModelCall } from './ModelCall';
import { ModelOptions } from './ModelOptions';
import { OpenAiChatModel } from './OpenAiChatModel';
import { OpenAiResponsesModel } from './OpenAiResponsesModel';
import { timeoutsOf } from './timeoutsOf';

/** The model behind a server that speaks OpenAI's protocol, with everything that its options say. */
export function createModel(
  options: ModelOptions,
  hooks: { onCall?(call: ModelCall): void } = {},
): Model {
  const model =
    options.api === 'responses'
      ? new OpenAiResponsesModel(options)
      : new OpenAiChatModel(options);
  return new GuardedModel(model, {
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
