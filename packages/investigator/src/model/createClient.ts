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
  if (azure && !baseUrl) {
    throw new Error(
      `The model ${options.name} is at Azure and needs a baseUrl such as https://my-resource.openai.azure.com/openai.`,
    );
  }
  const common = {
    apiKey,
    defaultHeaders: { ...withoutHeadersOfEnvironment(), ...headers },
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

/** The SDK sends the headers of this variable to every server; null takes them away. */
function withoutHeadersOfEnvironment(): Record<string, null> {
  const lines = process.env.OPENAI_CUSTOM_HEADERS?.split('\n') ?? [];
  return Object.fromEntries(
    lines
      .map(line => line.split(':')[0].trim())
      .filter(name => name !== '')
      .map(name => [name, null]),
  );
}
