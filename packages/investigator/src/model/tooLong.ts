import { Model } from './Model';
import { ModelError } from './ModelError';

/** A conversation that is longer than a model takes, in words that tell what helps. */
export function tooLong({
  name,
  contextTokens,
}: Pick<Model, 'name' | 'contextTokens'>): ModelError {
  return new ModelError(
    'tooLong',
    `The conversation is longer than ${name} takes. Check the model's contextTokens, ${contextTokens} at present, or use a model with more.`,
  );
}
