import {
  IncidentAge,
  IncidentListing,
  IncidentQuery,
  IncidentSummary,
  incidentAgeSchema,
  incidentListingSchema,
  incidentOrderSchema,
  lifecycleStateSchema,
  severitySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  Fact,
  IncidentLists,
  Tool,
  defineTool,
  factOfIncident as tellIncident,
} from '@opsagent/investigator';
import { z } from 'zod';
import { canonicalRef } from '../entities/canonicalRef';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { Caller } from '../permissions/Authorizer';
import { withCanonicalRefs } from '../router/parse';

const MOST_LISTED = 20;

/** Milliseconds. */
const DAY = 24 * 60 * 60_000;
const AGES: Readonly<Record<IncidentAge, number>> = {
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
};

const several = <T extends z.ZodType>(value: T) =>
  z.array(value).min(1).max(20).nullable();

const text = z.string().min(1).max(300);

const entityRef = (example: string) =>
  text.refine(
    given => canonicalRef(given) !== undefined,
    `write entity references like ${example}`,
  );

/** What the page of incidents can be narrowed by, as a model writes it. */
const writtenListingSchema = z.strictObject({
  severity: several(severitySchema),
  state: several(lifecycleStateSchema.exclude(['accepted'])).describe(
    'null for what is open or regressed',
  ),
  age: incidentAgeSchema
    .nullable()
    .describe('Only those that began within the last day, week or month'),
  cluster: several(text),
  namespace: several(text),
  owner: several(entityRef('group:default/team-checkout')).describe(
    'Entity references of those who own what caused it',
  ),
  system: several(entityRef('system:default/shop')),
  cause: several(text).describe(
    'Ids of the likeliest cause, as incidents are told with',
  ),
  order: z.enum(incidentOrderSchema.unwrap().options),
});

/** Lets a model turn a question into what the page of incidents shows, as the caller would see it there. */
export function incidentListsFor(
  incidents: Pick<AuthorizedIncidents, 'list'>,
  caller: Caller,
): IncidentLists<IncidentListing> {
  return {
    schema: writtenListingSchema,
    async read(written) {
      const listing = listingOf(written);
      const query = { ...queryOf(listing), limit: 1 };
      const { totalItems } = await incidents.list(query, caller);
      return { listing, totalItems };
    },
  };
}

/**
 * Lists incidents of all clusters, those that the caller may see.
 *
 * @param onTold - hears of which entities the model is about to be told
 */
export function listIncidentsTool(
  incidents: Pick<AuthorizedIncidents, 'list'>,
  caller: Caller,
  onTold: (entityRefs: readonly string[]) => Promise<void>,
): Tool {
  return defineTool({
    name: 'list_incidents',
    description:
      'Incidents of all clusters that the person who asks may see, narrowed as the page of incidents can be; filters that are null narrow nothing.',
    schema: writtenListingSchema,
    async run(asked) {
      const query = { ...queryOf(listingOf(asked)), limit: MOST_LISTED };
      const { items, totalItems } = await incidents.list(query, caller);
      await onTold(items.flatMap(refsOfIncident));
      const left = totalItems - items.length;
      return {
        facts: items.map(factOfIncident),
        note: `There are ${totalItems} in all.`,
        ...(left > 0 ? { cut: `${left} more; narrow it down` } : {}),
      };
    },
  });
}

type ToldIncident = Pick<
  IncidentSummary,
  | 'cause'
  | 'cluster'
  | 'entities'
  | 'firstSeenAt'
  | 'id'
  | 'resolvedAt'
  | 'severity'
  | 'state'
  | 'subject'
  | 'title'
>;

/** An incident in short. */
export function factOfIncident({
  entities,
  firstSeenAt,
  ...incident
}: ToldIncident): Fact {
  return tellIncident({
    ...incident,
    since: firstSeenAt,
    entityRefs: refsOfIncident({ entities }),
  });
}

/** Of the entities that an incident in short tells. */
export function refsOfIncident({
  entities,
}: Pick<ToldIncident, 'entities'>): string[] {
  return entities.map(each => each.entityRef);
}

function listingOf(written: unknown): IncidentListing {
  const given = Object.entries(writtenListingSchema.parse(written)).filter(
    ([, value]) => value !== null,
  );
  const { owner, system, ...listing } = incidentListingSchema.parse(
    Object.fromEntries(given),
  );
  const refs = withCanonicalRefs({ owner, system });
  return {
    ...listing,
    ...(refs.owner ? { owner: refs.owner } : {}),
    ...(refs.system ? { system: refs.system } : {}),
  };
}

function queryOf({
  age,
  ...listing
}: IncidentListing): Omit<IncidentQuery, 'limit'> {
  if (!age) return listing;
  const since = new Date(Date.now() - AGES[age]);
  return { ...listing, firstSeenAfter: since.toISOString() };
}
