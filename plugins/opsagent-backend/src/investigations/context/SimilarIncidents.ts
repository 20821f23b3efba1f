import {
  IncidentDetails,
  IncidentFilter,
  IncidentSummary,
  LARGEST_PAGE_SIZE,
  StoredIncident,
  Transition,
  lifecycleStateSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { FindingStore, Visibility } from '../../findings/FindingStore';
import { IncidentStore } from '../../incidents/IncidentStore';
import { Caller } from '../../permissions/Authorizer';
import { CallerVisibility } from '../../permissions/CallerVisibility';
import { IncidentTraits, LEAST_LIKENESS, likenessOf } from './likenessOf';

export interface SimilarIncidentsOptions {
  incidents: IncidentStore;
  findings: FindingStore;
  visibility: CallerVisibility;
}

/** An incident that is like another one, and how it went. */
export interface SimilarIncident {
  incident: StoredIncident;
  /** From 0 to 1. */
  likeness: number;
  /** Oldest first. */
  transitions: readonly Transition[];
}

export interface SimilarIncidentList {
  /** The most alike first, and the newest of those that are equally alike. */
  items: readonly SimilarIncident[];
  /** Of all entities that they concern or speak of, those that the caller may see. */
  entityRefs: readonly string[];
}

const MOST = 8;
/** Whose findings are compared: those that are the most alike without them. */
const MOST_COMPARED = 24;

/** Finds incidents that are like one, of those that a caller may see. */
export class SimilarIncidents {
  readonly #options: SimilarIncidentsOptions;

  constructor(options: SimilarIncidentsOptions) {
    this.#options = options;
  }

  /** @throws NotAllowedError without permission to read findings */
  async to(
    incident: IncidentDetails,
    caller: Caller,
  ): Promise<SimilarIncidentList> {
    const { incidents, visibility } = this.#options;
    const seen = await visibility.of(caller, () => incidents.entityRefs());
    const traits = traitsOf(incident, detectorsOf(incident.members));
    const candidates = await this.#candidates(incident, traits, seen);
    const compared = await Promise.all(
      candidates.map(({ id }) => this.#compare(id, traits, seen)),
    );
    const items = compared
      .flatMap(each => each ?? [])
      .filter(each => each.likeness >= LEAST_LIKENESS)
      .sort(byLikeness)
      .slice(0, MOST);
    return {
      items: await Promise.all(
        items.map(async each => ({
          ...each,
          transitions: await this.#transitions(each.incident.id, seen),
        })),
      ),
      entityRefs: await this.#entityRefs(items, seen),
    };
  }

  /** The newest of those with the same cause, and of those that concern the same entities. */
  async #candidates(
    { id, entities }: IncidentDetails,
    traits: IncidentTraits,
    seen: Visibility,
  ): Promise<IncidentSummary[]> {
    const { incidents } = this.#options;
    const list = async (filter: IncidentFilter) => {
      const { items } = await incidents.list(
        {
          ...filter,
          state: [...lifecycleStateSchema.options],
          order: 'newest',
          limit: LARGEST_PAGE_SIZE,
        },
        seen,
      );
      return items;
    };
    const found = await Promise.all([
      traits.cause ? list({ cause: [traits.cause] }) : [],
      entities.length > 0
        ? list({ entityRef: entities.map(each => each.entityRef) })
        : [],
    ]);
    const others = new Map(found.flat().map(each => [each.id, each]));
    others.delete(id);
    return [...others.values()]
      .map(each => ({
        each,
        likeness: likenessOf(
          traits,
          traitsOf({ ...each, causes: [each.cause] }, []),
        ),
      }))
      .sort((one, other) => other.likeness - one.likeness)
      .slice(0, MOST_COMPARED)
      .map(({ each }) => each);
  }

  async #compare(id: string, traits: IncidentTraits, seen: Visibility) {
    const { findings, incidents } = this.#options;
    const incident = await incidents.get(id, seen);
    if (!incident) return undefined;
    const members = await findings.some(incident.findings, seen);
    const likeness = likenessOf(
      traits,
      traitsOf(incident, detectorsOf(members)),
    );
    return { incident, likeness };
  }

  async #transitions(id: string, seen: Visibility) {
    const { incidents } = this.#options;
    const transitions: Transition[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: LARGEST_PAGE_SIZE, cursor };
      const page = await incidents.transitions(id, query, seen);
      transitions.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return transitions;
  }

  async #entityRefs(
    items: readonly { incident: StoredIncident }[],
    { entityRefs }: Visibility,
  ) {
    const concerned = await Promise.all(
      items.map(({ incident }) =>
        this.#options.incidents.entityRefs({ incident: incident.id }),
      ),
    );
    const visible = new Set(entityRefs);
    return [...new Set(concerned.flat())].filter(ref => visible.has(ref));
  }
}

function traitsOf(
  {
    causes,
    cluster,
    entities,
    subject,
  }: Pick<StoredIncident, 'cluster' | 'entities' | 'subject'> & {
    causes: readonly { cause: string }[];
  },
  detectors: readonly string[],
): IncidentTraits {
  return {
    cluster,
    subject,
    cause: causes.at(0)?.cause,
    detectors,
    entityRefs: entities.map(each => each.entityRef),
  };
}

function detectorsOf(findings: readonly { detector: string }[]) {
  return [...new Set(findings.map(each => each.detector))];
}

function byLikeness(
  one: Omit<SimilarIncident, 'transitions'>,
  other: Omit<SimilarIncident, 'transitions'>,
) {
  return (
    other.likeness - one.likeness ||
    Date.parse(other.incident.firstSeenAt) -
      Date.parse(one.incident.firstSeenAt)
  );
}
