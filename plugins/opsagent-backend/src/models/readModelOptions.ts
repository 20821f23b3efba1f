import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { DISCLOSABLE_CLASSES } from '@opsagent/engine';
import {
  defaultOutputTokens,
  ModelOptions,
  ModelPrices,
  ModelTimeouts,
} from '@opsagent/investigator';
import { knownKeys } from '../configuration/knownKeys';
import { unknownKeys } from '../configuration/unknownKeys';

const ROOT = 'opsagent.models';
const APIS: readonly ModelOptions['api'][] = ['chat-completions', 'responses'];
const EFFORTS: readonly NonNullable<ModelOptions['reasoningEffort']>[] = [
  'none',
  'minimal',
  'low',
  'medium',
  'high',
  'xhigh',
];
const OUTPUT_LIMITS: readonly NonNullable<ModelOptions['outputLimit']>[] = [
  'max_completion_tokens',
  'max_tokens',
];

/** Reads one model; absent keys stay absent, so that the defaults are those of the model itself. */
class ModelReader {
  readonly #config: Config;
  readonly #at: string;

  constructor(config: Config, at: string) {
    this.#config = config;
    this.#at = at;
  }

  read(): ModelOptions {
    const config = this.#config;
    this.#refuseUnknownKeys();
    const contextTokens =
      this.#whole('contextTokens') ?? this.#missing('contextTokens');
    return withoutAbsent({
      name: config.getString('name'),
      api: this.#oneOf('api', APIS) ?? 'chat-completions',
      baseUrl: this.#baseUrl(),
      apiKey: config.getOptionalString('apiKey'),
      model: config.getString('model'),
      azure: this.#azure(),
      headers: this.#headers(),
      contextTokens,
      maximumOutputTokens:
        this.#whole('maximumOutputTokens') ??
        defaultOutputTokens(contextTokens),
      outputLimit: this.#oneOf('outputLimit', OUTPUT_LIMITS),
      prices: this.#prices(),
      timeouts: this.#timeouts(),
      retries: this.#whole('retries', 0),
      concurrency: this.#whole('concurrency'),
      requestsPerMinute: this.#whole('requestsPerMinute'),
      tokensPerMinute: this.#whole('tokensPerMinute'),
      structuredOutput: config.getOptionalBoolean('structuredOutput'),
      callsTools: config.getOptionalBoolean('callsTools'),
      streams: config.getOptionalBoolean('streams'),
      temperature: config.getOptionalNumber('temperature'),
      reasoningEffort: this.#oneOf('reasoningEffort', EFFORTS),
      sends: this.#sends(),
    });
  }

  /** A misspelt `baseUrl` must not lead to the default, which is a third party. */
  #refuseUnknownKeys() {
    const unknown = unknownKeys(this.#config.get(), knownKeys.models, this.#at);
    if (unknown.length > 0) throw new InputError(unknown.join('; '));
  }

  #baseUrl() {
    const given = this.#config.getOptionalString('baseUrl');
    if (given === undefined) return undefined;
    if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol))
      return given;
    throw new InputError(
      `${this.#at}.baseUrl: it is not an address; write it like http://localhost:11434/v1`,
    );
  }

  #azure() {
    const azure = this.#config.getOptionalConfig('azure');
    return azure && { apiVersion: azure.getString('apiVersion') };
  }

  #headers() {
    const headers = this.#config.getOptionalConfig('headers');
    return (
      headers &&
      Object.fromEntries(
        headers.keys().map(name => [name, headers.getString(name)]),
      )
    );
  }

  #prices(): ModelPrices | undefined {
    const prices = this.#config.getOptionalConfig('prices');
    return (
      prices &&
      withoutAbsent({
        currency: this.#currency(prices),
        input: prices.getNumber('input'),
        cachedInput: prices.getOptionalNumber('cachedInput'),
        output: prices.getNumber('output'),
      })
    );
  }

  #currency(prices: Config) {
    const given = prices.getString('currency');
    if (/^[A-Z]{3}$/.test(given)) return given;
    throw new InputError(
      `${this.#at}.prices.currency: "${given}" is not a currency; use the three letters of one, such as USD`,
    );
  }

  #timeouts(): ModelTimeouts | undefined {
    const timeouts = this.#config.getOptionalConfig('timeouts');
    const milliseconds = (key: keyof ModelTimeouts) =>
      timeouts?.has(key)
        ? durationToMilliseconds(readDurationFromConfig(timeouts, { key }))
        : undefined;
    return (
      timeouts &&
      withoutAbsent({
        firstPiece: milliseconds('firstPiece'),
        betweenPieces: milliseconds('betweenPieces'),
        whole: milliseconds('whole'),
      })
    );
  }

  #sends() {
    const given = this.#config.getOptionalStringArray('sends') ?? [];
    return given.map((name, index) => {
      const textClass = DISCLOSABLE_CLASSES.find(each => each === name);
      if (textClass) return textClass;
      throw this.#unknown(`sends[${index}]`, name, DISCLOSABLE_CLASSES);
    });
  }

  #oneOf<T extends string>(key: string, values: readonly T[]) {
    const given = this.#config.getOptionalString(key);
    const value = values.find(each => each === given);
    if (given === undefined || value) return value;
    throw this.#unknown(key, given, values);
  }

  #whole(key: string, least = 1) {
    const given = this.#config.getOptionalNumber(key);
    if (given === undefined || (Number.isInteger(given) && given >= least))
      return given;
    throw new InputError(
      `${this.#at}.${key}: ${given} cannot be used; use a whole number from ${least}`,
    );
  }

  #missing(key: string): never {
    throw new InputError(
      `${this.#at}.${key}: it is missing; say how many tokens a request and its answer may have together, such as 128000`,
    );
  }

  #unknown(key: string, given: string, values: readonly string[]) {
    return new InputError(
      `${this.#at}.${key}: "${given}" is not known; use one of ${values.join(', ')}`,
    );
  }
}

/**
 * The models under `opsagent.models`, in their order.
 *
 * @throws InputError that names the field and how to mend it
 */
export function readModelOptions(config: Config): ModelOptions[] {
  return (config.getOptionalConfigArray(ROOT) ?? []).map((model, index) =>
    new ModelReader(model, `${ROOT}[${index}]`).read(),
  );
}

function withoutAbsent<T extends object>(values: T): T {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as T;
}
