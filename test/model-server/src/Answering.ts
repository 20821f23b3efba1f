import { JsonObject } from './ReceivedRequest';
import { Written } from './Turn';

/** What is known when an answer is worded. */
export interface Answering {
  /** The number of the request, from 1; ids are made of it. */
  number: number;
  model: string;
  written: Written;
  inputTokens: number;
  /** Whether the stream is to end with the tokens. */
  withUsage: boolean;
  azure: boolean;
}

/** An answer in both forms that a client can ask for. */
export interface WordedAnswer {
  whole: JsonObject;
  /** The events that open the stream before the model writes anything. */
  opening: readonly StreamEvent[];
  /** The other events of the stream, in their order. */
  events: readonly StreamEvent[];
}

export interface StreamEvent {
  /** The name in the `event:` line; none in chat completions. */
  name?: string;
  data: JsonObject | '[DONE]';
}
