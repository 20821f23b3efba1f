import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  TracingService,
  TracingServiceSpan,
  TracingServiceSpanOptions,
} from '@backstage/backend-plugin-api/alpha';
import {
  Model,
  ModelAnswer,
  ModelError,
  ModelOptions,
  ModelUsage,
  RunTool,
  wrapModel,
} from '@opsagent/investigator';
import { AsyncLocalStorage } from 'node:async_hooks';
import { modelAttributes } from './modelAttributes';

/** What is done with models and tools until something is answered. */
export interface TracedAgent {
  /** What it does, such as `investigator`. */
  name: string;
  /** By which spans of one conversation are found. */
  conversation: string;
  /** The one that is asked first, as it is configured. */
  model: string;
  credentials: BackstageCredentials;
}

/** What came of it, as a trace tells it. */
export interface AgentOutcome {
  usage?: Pick<ModelUsage, 'inputTokens' | 'outputTokens'>;
  /** Of few values; absent when it did what it was to do. */
  error?: string;
}

/**
 * Traces what models and tools do by OpenTelemetry's conventions for generative AI: who asked which model and tool when, how long it took, and nothing of what was said or
 * read.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-agent-spans/
 */
export class ModelTracing {
  readonly #tracing: TracingService;
  readonly #models: ReadonlyMap<string, ModelOptions>;
  readonly #conversation = new AsyncLocalStorage<string>();

  constructor(options: {
    tracing: TracingService;
    models: readonly ModelOptions[];
  }) {
    this.#tracing = options.tracing;
    this.#models = new Map(options.models.map(each => [each.name, each]));
  }

  /** Runs a whole conversation; the requests and calls of tools in it belong to it. */
  agent<T>(
    { conversation, credentials, model, name }: TracedAgent,
    work: () => Promise<T>,
    outcomeOf: (result: T) => AgentOutcome,
  ): Promise<T> {
    const attributes = {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': name,
      ...this.#attributesOf(model),
    };
    return this.#conversation.run(conversation, () =>
      this.#span(
        `invoke_agent ${name}`,
        { kind: 'internal', attributes, credentials },
        async span => {
          const result = await work();
          const { error, usage } = outcomeOf(result);
          if (usage) tellUsage(span, usage);
          if (error) tellError(span, error);
          return result;
        },
      ),
    );
  }

  /** The model, each request to which is a span. */
  readonly wrap = (model: Model): Model => {
    const { name } = model;
    const attributes = {
      'gen_ai.operation.name': 'chat',
      ...this.#attributesOf(name),
    };
    return wrapModel(model, (request, call) =>
      this.#span<ModelAnswer>(
        `chat ${attributes['gen_ai.request.model']}`,
        { kind: 'client', attributes },
        async span => {
          const answer = await model.answer(request, {
            ...call,
            onUsage: usage => {
              tellUsage(span, usage);
              call.onUsage?.(usage);
            },
          });
          span.setAttribute('gen_ai.response.model', answer.servedBy);
          return answer;
        },
      ),
    );
  };

  readonly runTool: RunTool = ({ id, name }, run) => {
    const attributes = {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': name,
      'gen_ai.tool.type': 'function',
      'gen_ai.tool.call.id': id,
    };
    return this.#span(
      `execute_tool ${name}`,
      { kind: 'internal', attributes },
      run,
    );
  };

  /** The tracing service writes the message of what is thrown into the span, which may tell what was read; so it is thrown only after the span has ended. */
  async #span<T>(
    name: string,
    { attributes, ...options }: TracingServiceSpanOptions,
    work: (span: TracingServiceSpan) => Promise<T>,
  ): Promise<T> {
    const conversation = this.#conversation.getStore();
    const told = {
      ...attributes,
      ...(conversation ? { 'gen_ai.conversation.id': conversation } : {}),
    };
    const ended = await this.#tracing.startActiveSpan(
      name,
      { ...options, attributes: told },
      async span => {
        try {
          return { result: await work(span) };
        } catch (error) {
          tellError(span, errorTypeOf(error));
          return { error };
        }
      },
    );
    if ('error' in ended) throw ended.error;
    return ended.result;
  }

  #attributesOf(name: string) {
    return modelAttributes(name, this.#models.get(name));
  }
}

function tellUsage(
  span: TracingServiceSpan,
  { inputTokens, outputTokens }: NonNullable<AgentOutcome['usage']>,
) {
  span.setAttribute('gen_ai.usage.input_tokens', inputTokens);
  span.setAttribute('gen_ai.usage.output_tokens', outputTokens);
}

function tellError(span: TracingServiceSpan, type: string) {
  span.setAttribute('error.type', type);
  span.setStatus({ code: 'error' });
}

function errorTypeOf(error: unknown) {
  if (error instanceof ModelError) return error.reason;
  return error instanceof Error ? error.name : '_OTHER';
}
