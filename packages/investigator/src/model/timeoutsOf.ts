import { ModelOptions, ModelTimeouts } from './ModelOptions';

/** The limits of time of a model's requests, in milliseconds. */
export function timeoutsOf({
  timeouts,
}: Pick<ModelOptions, 'timeouts'>): Required<ModelTimeouts> {
  return {
    firstPiece: timeouts?.firstPiece ?? 120_000,
    betweenPieces: timeouts?.betweenPieces ?? 30_000,
    whole: timeouts?.whole ?? 300_000,
  };
}
