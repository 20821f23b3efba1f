import {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Runbook, RunbookSection } from '@opsagent/investigator';
import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { canonicalRef } from '../../entities/canonicalRef';
import { VisibleEntities } from '../../entities/VisibleEntities';
import { Caller } from '../../permissions/Authorizer';
import { readText } from './readText';

export interface TechDocsRunbooksOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
  visibleEntities: VisibleEntities;
}

/** The documentation of one entity. */
export interface TechDocs {
  /** Of the entity that has the documentation, which another one may refer to. */
  entityRef: string;
  runbook: Runbook;
}

/** Bytes. */
const LONGEST = 5_000_000;

/** What MkDocs writes for its search: the text of each page by its headings. */
const searchIndexSchema = z.object({
  docs: z.array(
    z.object({ location: z.string(), title: z.string(), text: z.string() }),
  ),
});

/** The documentation that the TechDocs plugin has of entities, read as it was rendered and with the caller's credentials. */
export class TechDocsRunbooks {
  readonly #options: TechDocsRunbooksOptions;

  constructor(options: TechDocsRunbooksOptions) {
    this.#options = options;
  }

  /** Of those entities that have some which the caller may see. */
  async of(entities: readonly Entity[], caller: Caller): Promise<TechDocs[]> {
    const refs = new Set(entities.flatMap(each => docsOf(each) ?? []));
    const visible = await this.#options.visibleEntities.among(
      [...refs],
      caller,
    );
    return visible.map(entityRef => ({
      entityRef,
      runbook: {
        title: `Documentation of ${entityRef}`,
        read: ({ signal }) => this.#read(entityRef, caller, signal),
      },
    }));
  }

  async #read(
    entityRef: string,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<RunbookSection[]> {
    try {
      const written = await this.#fetch(entityRef, caller, signal);
      return searchIndexSchema
        .parse(JSON.parse(written))
        .docs.map(({ location, text, title }) => ({
          heading: `${title} (${location || '/'})`,
          text,
        }))
        .filter(({ text }) => text.trim() !== '');
    } catch (error) {
      this.#options.logger.warn(
        `The documentation of ${entityRef} was not read: ${error}`,
      );
      throw new Error('It could not be read');
    }
  }

  async #fetch(
    entityRef: string,
    { credentials }: Caller,
    signal: AbortSignal,
  ) {
    const { auth, discovery } = this.#options;
    const [baseUrl, { token }] = await Promise.all([
      discovery.getBaseUrl('techdocs'),
      auth.getPluginRequestToken({
        onBehalfOf: credentials,
        targetPluginId: 'techdocs',
      }),
    ]);
    const { kind, name, namespace } = parseEntityRef(entityRef);
    const path = [namespace, kind, name].map(encodeURIComponent).join('/');
    const response = await fetch(
      `${baseUrl}/static/docs/${path}/search/search_index.json`,
      { headers: { Authorization: `Bearer ${token}` }, signal },
    );
    if (!response.ok || !response.body)
      throw new Error(`TechDocs answered ${response.status}`);
    return readText(Readable.fromWeb(response.body as ReadableStream), LONGEST);
  }
}

/** The entity whose documentation an entity has: its own, or that of the one which it names. */
function docsOf(entity: Entity): string | undefined {
  const { annotations = {} } = entity.metadata;
  const named = annotations['backstage.io/techdocs-entity'];
  if (named) return canonicalRef(named);
  return annotations['backstage.io/techdocs-ref']
    ? stringifyEntityRef(entity)
    : undefined;
}
