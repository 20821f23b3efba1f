import { ModelOptions } from '@opsagent/investigator';

/**
 * How metrics and traces name a model.
 *
 * @param name - as people read it
 * @param options - absent for models that modules add
 */
export function modelAttributes(name: string, options?: ModelOptions) {
  return {
    'gen_ai.provider.name': providerOf(options),
    'gen_ai.request.model': options?.model ?? name,
  };
}

/** What speaks OpenAI's protocol without being OpenAI counts as such too, as the conventions ask for. */
function providerOf(options: ModelOptions | undefined) {
  if (!options) return 'custom';
  return options.azure ? 'azure.ai.openai' : 'openai';
}
