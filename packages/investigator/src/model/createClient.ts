import { AzureOpenAI, OpenAI } from 'openai';
import { ModelOptions } from './ModelOptions';
import { timeoutsOf } from './timeoutsOf';

/** Where models without a configured URL are. */
export const openAiUrl = 'https://api.openai.com/v1';

/** Stands where the SDK insists on a key and the server asks for none. */
const noKey = 'none';

/**
 * The SDK's client of the model's server. It takes nothing from the environment, writes no log, and repeats nothing: a retry has to
 * respect limits, time and spent quota that the SDK does not know.
 */
export function createClient(options: ModelOptions): OpenAI {
  const { apiKey = noKey, azure, baseUrl, headers } = options;
  const common = {
    apiKey,
    defaultHeaders: headers,
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: 'off' as const,
    timeout: timeoutsOf(options).whole,
  };
  return azure
    ? new AzureOpenAI({
        ...common,
        baseURL: baseUrl,
        apiVersion: azure.apiVersion,
      })
    : new OpenAI({ ...common, baseURL: baseUrl ?? openAiUrl });
}
