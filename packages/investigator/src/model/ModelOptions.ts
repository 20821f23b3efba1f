import { DisclosableClass } from '@opsagent/engine';

/** What a million tokens cost. */
export interface ModelPrices {
  /** Such as `USD`. All models of one list are priced in the same. */
  currency: string;
  input: number;
  /** Of input that the server had kept; as other input unless given. */
  cachedInput?: number;
  output: number;
}

/** Limits of time, in milliseconds. */
export interface ModelTimeouts {
  /** Until the model begins to write, thinking included: 120,000 unless given. Node.js itself waits no longer than 300,000. */
  firstPiece?: number;
  /** Between two pieces of what it writes: 30,000 unless given. */
  betweenPieces?: number;
  /** Of an answer with everything that is tried for it, but without waiting for its turn: 300,000 unless given. */
  whole?: number;
}

/** A model behind a server that speaks OpenAI's protocol. */
export interface ModelOptions {
  /** As people read it; unique in a list of models. */
  name: string;
  /** Which of the two protocols the server is asked by. */
  api: 'chat-completions' | 'responses';
  /** Such as `http://localhost:11434/v1`; OpenAI's own unless given. With `azure` that of the resource, ending in `/openai`. */
  baseUrl?: string;
  /** For servers that ask for one. It appears in no error and no log. */
  apiKey?: string;
  /** As the server names it; at Azure the name of the deployment. */
  model: string;
  /** Azure's paths and its way to give the key. */
  azure?: { apiVersion: string };
  /** Sent with each request, such as those that a gateway asks for. */
  headers?: Readonly<Record<string, string>>;
  /** Tokens of a request and its answer together. */
  contextTokens: number;
  /** Tokens that the model may write in one answer. */
  maximumOutputTokens: number;
  /**
   * By which parameter of chat completions the server limits what is written: newer models of OpenAI take only the first, other servers
   * often only the second. Found from `baseUrl` unless given.
   */
  outputLimit?: 'max_completion_tokens' | 'max_tokens';
  prices?: ModelPrices;
  timeouts?: ModelTimeouts;
  /** How often a request is repeated that failed in a way that may pass: 2 unless given. */
  retries?: number;
  /** Requests at a time: 4 unless given. */
  concurrency?: number;
  /** Requests in a minute; no limit unless given. */
  requestsPerMinute?: number;
  /** Tokens in a minute, of requests and answers together; no limit unless given. */
  tokensPerMinute?: number;
  /** Failures within a minute, if they are at least half of the requests, after which the model is left alone: 5 unless given. */
  suspendAfter?: number;
  /** Milliseconds for which it is left alone then: 30,000 unless given. */
  suspendFor?: number;
  /** Whether the server makes the model keep to a schema: true unless given. Where it does not, the model is asked to in words. */
  structuredOutput?: boolean;
  /** Whether the model can be given tools: true unless given. */
  callsTools?: boolean;
  /** Whether the server takes messages with calls of tools also in a request that offers none: true unless given. Where it does not, they are told in words. */
  recallsCalls?: boolean;
  /** Whether the server wants the model's thoughts back with the calls they led to: false unless given. */
  returnsReasoning?: boolean;
  /** Whether the server can send an answer piece by piece: true unless given. */
  streams?: boolean;
  /** Whether the server can be asked to count the tokens of what it streams: true unless given. */
  countsStreams?: boolean;
  temperature?: number;
  reasoningEffort?: 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh';
  /** The classes of private text that it may read as they are; all others are masked. */
  sends: readonly DisclosableClass[];
}
