import { DisclosableClass } from '@opsagent/engine';
import { ModelPrices } from './ModelOptions';

/** Any JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a model may call. */
export interface ToolDeclaration {
  /** Of `a-z`, `0-9` and `_`. */
  name: string;
  description: string;
  /** Of its arguments: an object whose properties are all required, with null for what is left out, as strict servers ask for. */
  parameters: JsonSchema;
}

/** One call that a model asks for. */
export interface ToolCall {
  id: string;
  name: string;
  /** As the model wrote them: JSON, if it followed the protocol. */
  arguments: string;
}

/**
 * What a server sent beside calls of tools and may want to have back word for word with the next request of the same conversation: signatures of
 * thoughts, as Gemini 3 demands (https://ai.google.dev/gemini-api/docs/thought-signatures), or the thoughts themselves, as DeepSeek does
 * (https://api-docs.deepseek.com/guides/thinking_mode). It means nothing to others, and is shown to nobody.
 */
export interface Echo {
  /** The name of the model whose server sent it. */
  model: string;
  /** Of each call, in their order. */
  calls: readonly Readonly<Record<string, unknown>>[];
  /** What the model thought before it called; empty where the server does not tell. */
  reasoning: string;
}

/** One message of a conversation with a model. */
export type ModelMessage =
  | { role: 'system' | 'user'; text: string }
  | {
      role: 'assistant';
      text: string;
      toolCalls?: readonly ToolCall[];
      echo?: Echo;
    }
  | { role: 'tool'; callId: string; text: string };

export interface ModelRequest {
  messages: readonly ModelMessage[];
  tools?: readonly ToolDeclaration[];
  /** When given, the answer's text is JSON that the model was asked to write by this schema; it is to be validated all the same. */
  answer?: { name: string; schema: JsonSchema };
  /** Of the answer; the model's configured limit unless given. */
  maximumOutputTokens?: number;
}

/** Tokens, as the server counted them; estimated from the length of the texts where it does not count. */
export interface ModelUsage {
  inputTokens: number;
  outputTokens: number;
  /** Those of the input that the server had kept from an earlier request. */
  cachedInputTokens: number;
  /** Whether the server did not count and these are estimates. */
  estimated: boolean;
  /** In the currency of the configured prices; absent without prices. */
  cost?: number;
}

export interface ModelAnswer {
  /** A refusal's words when it will not answer. */
  text: string;
  /** None unless it stopped for them. */
  toolCalls: readonly ToolCall[];
  /** To be kept with the answer in the conversation; absent where nothing came. */
  echo?: Echo;
  /** Why the model stopped: it said all it had to, asks for tools, ran out of tokens, or will not answer. */
  stop: 'complete' | 'toolCalls' | 'length' | 'refusal';
  /** Of the request that brought this answer. */
  usage: ModelUsage;
  /** The name that the server gives the model. */
  servedBy: string;
}

export interface ModelCallOptions {
  signal: AbortSignal;
  /** Hears the answer's text as it is written. */
  onText?(piece: string): void;
  /** Hears that the answer broke off and is begun anew, by this model or by another: the text heard so far is void. */
  onRestart?(): void;
  /** Asked before a request that failed in passing is sent once more: what it throws is thrown instead. */
  beforeRepeat?(): Promise<void>;
  /**
   * Hears what each request to a server took as soon as that is known, also of those that failed after the answer had begun, were
   * stopped, or were repeated: all of it was paid for.
   */
  onUsage?(usage: ModelUsage): void;
}

/** A language model at one server. */
export interface Model {
  /** As it is configured; shown to people. */
  readonly name: string;
  /** Tokens that a request and its answer may have together. */
  readonly contextTokens: number;
  /** Tokens that it may write in one answer unless the request says otherwise; absent when that is not known. */
  readonly maximumOutputTokens?: number;
  /** Absent when it costs nothing, or it is not known what. */
  readonly prices?: ModelPrices;
  /** Whether it can be given tools; one that cannot is not sent any, and is told in words of calls that another model has made. */
  readonly callsTools: boolean;
  /** The classes of private text that it may read as they are; all others are masked, and all of them unless given. */
  readonly sends?: readonly DisclosableClass[];

  /**
   * Sends one request and waits for its answer.
   *
   * @throws ModelError when there is none; its `reason` tells what happened
   * @throws the signal's reason when that is aborted
   */
  answer(
    request: ModelRequest,
    options: ModelCallOptions,
  ): Promise<ModelAnswer>;
}
