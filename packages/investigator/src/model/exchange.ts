import { brokenOff, describeFailure, malformed } from './describeFailure';
import { ModelAnswer, ModelCallOptions, ModelRequest } from './Model';
import { ModelOptions } from './ModelOptions';
import { Patience } from './Patience';
import { Reception } from './Reception';
import { timeoutsOf } from './timeoutsOf';

/**
 * Sends one request, once, and watches over its answer, whichever protocol it is sent by.
 *
 * @param receive - sends the request and hands over what comes
 * @throws ModelError, or the reason of the caller's signal when that is aborted
 */
export async function exchange(
  options: ModelOptions,
  request: ModelRequest,
  call: ModelCallOptions,
  receive: (reception: Reception, signal: AbortSignal) => Promise<void>,
): Promise<ModelAnswer> {
  const patience = new Patience(options.name, timeoutsOf(options));
  const reception = new Reception(call, patience);
  const signal = AbortSignal.any([call.signal, patience.signal]);
  // What comes as a whole is limited as a whole.
  if (options.streams !== false) patience.begin();
  try {
    await receive(reception, signal);
    // The SDK ends an aborted stream as if it were complete.
    signal.throwIfAborted();
    const answer = reception.answer();
    if (!answer) {
      throw reception.began ? brokenOff(options.name) : malformed(options.name);
    }
    const echo = reception.echo();
    return {
      ...answer,
      ...(echo && answer.toolCalls.length > 0
        ? { echo: { model: options.name, ...echo } }
        : {}),
      usage: reception.usage(request, options.prices),
      servedBy: reception.servedBy || options.model,
    };
  } catch (failure) {
    call.signal.throwIfAborted();
    throw describeFailure(
      patience.signal.aborted ? patience.signal.reason : failure,
      options,
    );
  } finally {
    patience.end();
    if (reception.began) {
      call.onUsage?.(reception.usage(request, options.prices));
    }
  }
}
