import {
  CacheService,
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { IncidentDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { Runbook, sectionsOfMarkdown } from '@opsagent/investigator';
import { Readable } from 'node:stream';
import { digestOf } from '../../database/digestOf';
import { RunbookOptions } from './RunbookOptions';
import { readText } from './readText';

export interface ConfiguredRunbooksOptions {
  runbooks: readonly RunbookOptions[];
  cache: CacheService;
  logger: LoggerService;
  urlReader: UrlReaderService;
}

/** What decides which runbooks fit. */
interface FittedIncident extends Pick<IncidentDetails, 'entities' | 'subject'> {
  causes: readonly Pick<IncidentDetails['causes'][number], 'cause'>[];
  members: readonly Pick<
    IncidentDetails['members'][number],
    'detector' | 'subject'
  >[];
}

/** What the conditions of runbooks are held against. */
export type MatchedValues = Record<
  keyof RunbookOptions['matches'],
  readonly string[]
>;

/** Bytes. */
const LONGEST = 1_000_000;
const KEPT_FOR = { minutes: 10 };

/** The runbooks of the configuration: who may investigate an incident may read those that fit it. */
export class ConfiguredRunbooks {
  readonly #options: ConfiguredRunbooksOptions;

  constructor(options: ConfiguredRunbooksOptions) {
    this.#options = options;
  }

  /** Those that fit what the reader of an incident sees of it. */
  of(incident: FittedIncident): Runbook[] {
    return this.matching(valuesOf(incident));
  }

  /** Those of which every condition is met by a value of one of the given. */
  matching(...given: readonly MatchedValues[]): Runbook[] {
    return this.#options.runbooks
      .filter(({ matches }) => given.some(each => fits(matches, each)))
      .map(runbook => ({
        title: runbook.title,
        read: async ({ signal }) =>
          sectionsOfMarkdown(await this.#markdownOf(runbook, signal)),
      }));
  }

  async #markdownOf(
    { title, url, text = '' }: RunbookOptions,
    signal: AbortSignal,
  ): Promise<string> {
    if (url === undefined) return text;
    const { cache, logger } = this.#options;
    const key = `runbook-${digestOf({ url })}`;
    const kept = await cache.get<string>(key);
    if (kept !== undefined) return kept;
    try {
      const markdown = await this.#fetch(url, signal);
      await cache.set(key, markdown, { ttl: KEPT_FOR });
      return markdown;
    } catch (error) {
      logger.warn(`Runbook "${title}" was not read: ${error}`);
      throw new Error('It could not be read');
    }
  }

  async #fetch(url: string, signal: AbortSignal) {
    const { urlReader } = this.#options;
    const response = await urlReader.readUrl(url, { signal });
    const stream =
      response.stream?.() ?? Readable.from([await response.buffer()]);
    return readText(stream, LONGEST);
  }
}

/** What the conditions of runbooks are held against of an incident. */
export function valuesOf({
  causes,
  entities,
  members,
  subject,
}: FittedIncident): MatchedValues {
  return {
    causes: causes.map(each => each.cause),
    detectors: members.map(each => each.detector),
    entities: entities.map(each => each.entityRef),
    namespaces: [subject, ...members.map(each => each.subject)].flatMap(
      each => each.namespace ?? [],
    ),
  };
}

function fits(
  { causes, detectors, entities, namespaces }: RunbookOptions['matches'],
  given: MatchedValues,
) {
  return (
    meets(causes, given.causes) &&
    meets(detectors, given.detectors) &&
    meets(namespaces, given.namespaces) &&
    meets(entities, given.entities)
  );
}

function meets(
  wanted: readonly string[] | undefined,
  given: readonly string[],
) {
  return wanted === undefined || wanted.some(each => given.includes(each));
}
