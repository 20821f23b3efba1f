import { ApiError, apiError, ApiErrorDetails } from './ApiError';

/** A tool call that the model makes. A string as arguments is sent as it is, well formed or not; anything else as JSON. */
export interface TurnCall {
  name: string;
  arguments: unknown;
  /** What the server says of it beside the protocol, such as a signature. Chat completions only. */
  extra?: Readonly<Record<string, unknown>>;
}

/** What the model writes in one turn, and how it stops. */
export interface Written {
  text?: string;
  calls?: readonly TurnCall[];
  refusal?: string;
  /** Why it stops; found from what it writes unless given. */
  stop?: 'length' | 'content_filter';
  /** What the model thinks before it writes, as some servers tell it. Chat completions only. */
  reasoning?: string;
  /** Milliseconds between the opening of a stream and what the model writes. */
  thinksFor?: number;
  /** Milliseconds before each piece. */
  pieceEvery?: number;
  /** Counted from the texts unless given; null leaves it out, as servers do that do not count. */
  usage?: { input: number; output: number; cached?: number } | null;
}

/** What goes wrong with an answer on the way. Those `InTheMiddle` happen after half of the pieces. */
export type Fault =
  | 'hangsInTheMiddle'
  | 'cutsInTheMiddle'
  | 'endsInTheMiddle'
  | 'garbleInTheMiddle'
  | 'errorInTheMiddle'
  | 'failureInTheMiddle';

/** One scripted answer to one request. */
export type Turn =
  | { kind: 'writes'; written: Written; fault?: Fault }
  | { kind: 'fails'; error: ApiError }
  | { kind: 'hangs' }
  | { kind: 'disconnects' }
  | { kind: 'babbles'; body: string; contentType: string };

/** Answers with text. */
export function says(text: string, written: Omit<Written, 'text'> = {}): Turn {
  return { kind: 'writes', written: { ...written, text } };
}

/** Asks for tools, all in one turn. */
export function calls(
  toolCalls: readonly TurnCall[],
  written: Omit<Written, 'calls'> = {},
): Turn {
  return { kind: 'writes', written: { ...written, calls: toolCalls } };
}

/** Will not answer, with these words. */
export function refuses(refusal: string): Turn {
  return { kind: 'writes', written: { refusal } };
}

/** Runs out of tokens after this text. */
export function stopsShort(text: string): Turn {
  return { kind: 'writes', written: { text, stop: 'length' } };
}

/** Is stopped after this text by the filter of the server. */
export function filters(text: string): Turn {
  return { kind: 'writes', written: { text, stop: 'content_filter' } };
}

/** Answers with an error, in the words that the API uses with this status unless others are given. */
export function fails(status: number, details?: ApiErrorDetails): Turn {
  return { kind: 'fails', error: apiError(status, details) };
}

/** The account has nothing left to spend: 429 as well, but no waiting helps. */
export function hasNoQuota(): Turn {
  return fails(429, {
    message:
      'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    code: 'insufficient_quota',
  });
}

/** Accepts the request and never answers. */
export function hangs(): Turn {
  return { kind: 'hangs' };
}

/** Closes the connection without an answer. */
export function disconnects(): Turn {
  return { kind: 'disconnects' };
}

/** Answers 200 with something that is not of the protocol. */
export function babbles(
  body = '<html><body>Welcome to the proxy</body></html>',
  contentType = 'text/html',
): Turn {
  return { kind: 'babbles', body, contentType };
}

/** Writes half of the turn and then nothing more, with the connection open. */
export function hangsInTheMiddle(turn: Turn): Turn {
  return { ...writing(turn), fault: 'hangsInTheMiddle' };
}

/** Writes half of the turn and resets the connection. */
export function cutsInTheMiddle(turn: Turn): Turn {
  return { ...writing(turn), fault: 'cutsInTheMiddle' };
}

/** Writes half of the turn and ends the answer as if that were all of it, as a proxy with a time limit does. */
export function endsInTheMiddle(turn: Turn): Turn {
  return { ...writing(turn), fault: 'endsInTheMiddle' };
}

/** Writes half of the turn and then JSON that is none. */
export function garblesInTheMiddle(turn: Turn): Turn {
  return { ...writing(turn), fault: 'garbleInTheMiddle' };
}

/** Writes half of the turn and then, in the stream, that the server failed. */
export function failsInTheMiddle(turn: Turn): Turn {
  return { ...writing(turn), fault: 'errorInTheMiddle' };
}

/** The same in the other form that responses have for it, the end of a failed response; chat completions have but one. */
export function endsFailed(turn: Turn): Turn {
  return { ...writing(turn), fault: 'failureInTheMiddle' };
}

function writing(turn: Turn): Extract<Turn, { kind: 'writes' }> {
  if (turn.kind !== 'writes') {
    throw new Error(`A turn that ${turn.kind} has no middle.`);
  }
  return turn;
}
