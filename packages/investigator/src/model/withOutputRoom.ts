import { Model, ModelRequest } from './Model';
import { estimateInputTokens, unknownOutputTokens } from './tokenUsage';
import { tooLong } from './tooLong';

/** In tokens; what is shorter is no answer that could be used. */
const SHORTEST_ANSWER = 300;

/**
 * The request for an answer that is no longer than the model has room for: servers refuse to be asked for a longer one.
 *
 * @throws ModelError `tooLong` when there is no room for any
 */
export function withOutputRoom(
  request: ModelRequest,
  model: Pick<Model, 'contextTokens' | 'maximumOutputTokens' | 'name'>,
): ModelRequest {
  const { maximumOutputTokens: asked = Infinity, ...rest } = request;
  const room = model.contextTokens - estimateInputTokens(rest);
  if (room < SHORTEST_ANSWER) throw tooLong(model);
  const most = Math.min(room, asked);
  const usual = model.maximumOutputTokens ?? unknownOutputTokens;
  return most < usual ? { ...rest, maximumOutputTokens: most } : rest;
}
