import { AuditorService } from '@backstage/backend-plugin-api';
import {
  MetricsService,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import { ModelCall, ModelFailure, ModelOptions } from '@opsagent/investigator';
import { modelAttributes } from './modelAttributes';

export interface ModelTelemetryOptions {
  auditor: AuditorService;
  metrics: MetricsService;
  models: readonly ModelOptions[];
}

const ANSWERED: readonly ModelCall['outcome'][] = [
  'complete',
  'toolCalls',
  'length',
  'refusal',
];

/**
 * Measures the calls of models by OpenTelemetry's conventions for generative AI, and notes them in the audit log: which model, how long, how many tokens, and nothing
 * of what was said.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/
 */
export class ModelTelemetry {
  readonly #auditor: AuditorService;
  readonly #models: ReadonlyMap<string, ModelOptions>;
  readonly #tokens: MetricsServiceHistogram;
  readonly #duration: MetricsServiceHistogram;

  constructor({ auditor, metrics, models }: ModelTelemetryOptions) {
    this.#auditor = auditor;
    this.#models = new Map(models.map(each => [each.name, each]));
    this.#tokens = metrics.createHistogram('gen_ai.client.token.usage', {
      description: 'Tokens of requests to language models and their answers',
      unit: '{token}',
    });
    this.#duration = metrics.createHistogram(
      'gen_ai.client.operation.duration',
      { description: 'Duration of requests to language models', unit: 's' },
    );
  }

  /** Never throws, as the answer of the model must not depend on it. */
  record(call: ModelCall): void {
    const attributes = this.#attributesOf(call);
    this.#duration.record(call.duration / 1_000, attributes);
    const { usage } = call;
    if (usage) {
      this.#tokens.record(usage.inputTokens, {
        ...attributes,
        'gen_ai.token.type': 'input',
      });
      this.#tokens.record(usage.outputTokens, {
        ...attributes,
        'gen_ai.token.type': 'output',
      });
    }
    void this.#audit(call).catch(() => {});
  }

  #attributesOf({ name, outcome, servedBy }: ModelCall) {
    return {
      'gen_ai.operation.name': 'chat',
      ...modelAttributes(name, this.#models.get(name)),
      ...(servedBy ? { 'gen_ai.response.model': servedBy } : {}),
      ...(ANSWERED.includes(outcome) ? {} : { 'error.type': outcome }),
    };
  }

  async #audit({ attempt, name, outcome, servedBy, usage }: ModelCall) {
    const event = await this.#auditor.createEvent({
      eventId: 'model-call',
      severityLevel: 'low',
      meta: { model: name, attempt },
    });
    const meta = {
      outcome,
      ...(servedBy ? { servedBy } : {}),
      ...(usage
        ? { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens }
        : {}),
    };
    if (ANSWERED.includes(outcome)) await event.success({ meta });
    else
      await event.fail({
        meta,
        error: new Error(
          `The model did not answer: ${outcome as ModelFailure}`,
        ),
      });
  }
}
