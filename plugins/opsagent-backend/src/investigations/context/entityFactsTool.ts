import {
  ANNOTATION_SOURCE_LOCATION,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import { Fact, Tool, defineTool } from '@opsagent/investigator';
import { z } from 'zod';
import { ConcernedEntity } from './EntityFacts';
import { shortened } from './shortened';

/** In characters. */
const LONGEST_TEXT = 1_000;
const MOST_LINKS = 10;

/** Annotations that say where to look further. */
const ANNOTATIONS = [
  ANNOTATION_SOURCE_LOCATION,
  'backstage.io/techdocs-ref',
  'argocd/app-name',
];

/** Tells what the catalog says of the entities that an incident concerns. */
export function entityFactsTool(concerned: readonly ConcernedEntity[]): Tool {
  return defineTool({
    name: 'entity_facts',
    description:
      'What the software catalog says of the entities that this incident belongs to or affects: what they are for, who owns them, what they are part of, what they depend on and what depends on them, links and where their sources are.',
    schema: z.strictObject({}),
    run: async () => ({
      facts: concerned.map(factOf),
      ...(concerned.length === 0
        ? { note: 'The incident belongs to no entity of the catalog.' }
        : {}),
    }),
  });
}

function factOf({ entity, relations, role }: ConcernedEntity): Fact {
  const { annotations = {}, description, links = [], title } = entity.metadata;
  const { lifecycle, type } = entity.spec ?? {};
  return {
    kind: 'document',
    text: JSON.stringify({
      entity: stringifyEntityRef(entity),
      role,
      ...textsOf({ title, description, type, lifecycle }),
      ...relations,
      ...(links.length > 0
        ? {
            links: links
              .slice(0, MOST_LINKS)
              .map(link => textsOf({ title: link.title, url: link.url })),
          }
        : {}),
      ...textsOf(
        Object.fromEntries(ANNOTATIONS.map(each => [each, annotations[each]])),
      ),
    }),
  };
}

/** Those that are texts: what an entity holds is for its author to say. */
function textsOf(fields: Readonly<Record<string, JsonValue | undefined>>) {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, shortened(value, LONGEST_TEXT)]] : [],
    ),
  );
}
