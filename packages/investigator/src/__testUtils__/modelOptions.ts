import { ModelServer } from '@opsagent/test-model-server';
import { ModelOptions } from '../model/ModelOptions';

/** A key that no message may contain. */
export const testKey = 'sk-test-0123456789abcdef';

/** The options of a model at the test server, with nothing that a test has not asked for. */
export function modelOptions(
  server: ModelServer,
  options: Partial<ModelOptions> = {},
): ModelOptions {
  return {
    name: 'Tested',
    api: 'chat-completions',
    baseUrl: server.baseUrl,
    apiKey: testKey,
    model: 'test-model',
    contextTokens: 32_000,
    maximumOutputTokens: 2_000,
    retries: 0,
    sends: [],
    ...options,
  };
}
