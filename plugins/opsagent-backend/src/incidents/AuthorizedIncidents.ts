import { NotFoundError } from '@backstage/errors';
import {
  ALERTS_BESIDE,
  ALERT_STATES,
  FindingList,
  INCIDENTS_OF_ENTITY,
  IncidentDetails,
  IncidentFacetQuery,
  IncidentFacets,
  IncidentGraph,
  IncidentList,
  IncidentQuery,
  LifecycleChange,
  LARGEST_PAGE_SIZE,
  MemberQuery,
  Timeline,
  TimelineQuery,
  Transition,
  TransitionList,
  TransitionQuery,
  opsagentFindingUpdatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { AlertStore } from '../alerts/AlertStore';
import { FindingStore, Visibility } from '../findings/FindingStore';
import { Caller, nameOf, notAllowed } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { IncidentStore, IncidentsOfEntity } from './IncidentStore';
import { memberPage } from './memberPages';
import { timelineOf } from './timelineOf';
import { timelinePage } from './timelinePage';

export interface AuthorizedIncidentsOptions {
  incidents: IncidentStore;
  findings: FindingStore;
  alerts: Pick<AlertStore, 'list'>;
  visibility: CallerVisibility;
}

/**
 * Incidents as one caller may see them: those that concern an entity which the catalog shows to the caller and, for whoever may read clusters, those whose cause belongs
 * to no entity. The restriction goes into the query, so that totals and pages tell nothing of the rest.
 */
export class AuthorizedIncidents {
  readonly #options: AuthorizedIncidentsOptions;

  constructor(options: AuthorizedIncidentsOptions) {
    this.#options = options;
  }

  /** @throws NotAllowedError without permission to read findings */
  async list(query: IncidentQuery, caller: Caller): Promise<IncidentList> {
    return this.#options.incidents.list(query, await this.#visibility(caller));
  }

  /** @throws NotAllowedError without permission to read findings */
  async facets(
    query: IncidentFacetQuery,
    caller: Caller,
  ): Promise<IncidentFacets> {
    const { incidents } = this.#options;
    return incidents.facets(query, await this.#visibility(caller));
  }

  /**
   * @param members - how many of its findings come with it, its first; all when left out
   * @throws NotFoundError alike for an incident that is not there and one that the caller may not see
   */
  async get(
    told: string,
    caller: Caller,
    members?: number,
  ): Promise<IncidentDetails> {
    const id = await this.#options.incidents.currentId(told);
    const visibility = await this.#visibility(caller, { incident: id });
    return this.#get(id, visibility, { told, members });
  }

  /**
   * The worst of those of one entity that are there. That the caller may see the entity must have been made sure of.
   *
   * @throws NotAllowedError without permission to read findings
   */
  async ofEntity(
    entityRef: string,
    caller: Caller,
  ): Promise<IncidentsOfEntity> {
    const visibility = await this.#visibility(caller, { entityRef });
    const { incidents } = this.#options;
    return incidents.ofEntity(entityRef, visibility, INCIDENTS_OF_ENTITY);
  }

  /**
   * What the incident joins, in the order of the incident.
   *
   * @throws NotFoundError alike for an incident that is not there and one that the caller may not see
   * @throws InputError for a cursor that is not of such a list
   */
  async findings(
    told: string,
    query: MemberQuery,
    caller: Caller,
  ): Promise<FindingList> {
    const { findings, incidents } = this.#options;
    const id = await incidents.currentId(told);
    const visibility = await this.#visibility(caller, { incident: id });
    const members = await incidents.memberIds(id, visibility);
    if (!members) throw new NotFoundError(`No incident ${told}`);
    const { ids, pageInfo } = memberPage(members, query);
    return {
      items: await findings.some(ids, visibility),
      totalItems: members.length,
      pageInfo,
    };
  }

  /** @throws NotFoundError alike for an incident that is not there and one that the caller may not see */
  async transitions(
    told: string,
    query: TransitionQuery,
    caller: Caller,
  ): Promise<TransitionList> {
    const { incidents } = this.#options;
    const id = await incidents.currentId(told);
    const visibility = await this.#visibility(caller, { incident: id });
    if (!(await incidents.get(id, visibility)))
      throw new NotFoundError(`No incident ${told}`);
    return incidents.transitions(id, query, visibility);
  }

  /**
   * Whatever `get` and `transitions` tell with its moment, and nothing else.
   *
   * @throws NotFoundError alike for an incident that is not there and one that the caller may not see
   */
  async timeline(
    told: string,
    query: TimelineQuery,
    caller: Caller,
  ): Promise<Timeline> {
    const id = await this.#options.incidents.currentId(told);
    const visibility = await this.#visibility(caller, { incident: id });
    const incident = await this.#get(id, visibility, { told });
    const transitions = await this.#allTransitions(id, visibility);
    return timelinePage(timelineOf(incident, transitions), query);
  }

  /** @throws NotFoundError alike for an incident that is not there and one that the caller may not see */
  async graph(told: string, caller: Caller): Promise<IncidentGraph> {
    const { incidents } = this.#options;
    const id = await incidents.currentId(told);
    const visibility = await this.#visibility(caller, { incident: id });
    const graph = await incidents.graph(id, visibility);
    if (!graph) throw new NotFoundError(`No incident ${told}`);
    return graph;
  }

  /**
   * Whether a change may come about at all, before anything is told of any incident.
   *
   * @throws NotAllowedError without permission to read or to update findings
   */
  async requireChanges(caller: Caller): Promise<void> {
    const { visibility } = this.#options;
    const { update } = await visibility.of(caller, async () => []);
    if (update === false) throw notAllowed(opsagentFindingUpdatePermission);
  }

  /**
   * @param members - as for `get`
   * @throws NotAllowedError without permission to update findings, or this incident
   * @throws NotFoundError alike for an incident that is not there and one that the caller may not see
   * @throws ConflictError for a resolved incident, and for one that is no longer in the expected state
   */
  async change(
    told: string,
    change: LifecycleChange,
    caller: Caller,
    members?: number,
  ): Promise<IncidentDetails> {
    const { incidents } = this.#options;
    const id = await incidents.currentId(told);
    const visibility = await this.#visibility(caller, { incident: id });
    if (visibility.update === false)
      throw notAllowed(opsagentFindingUpdatePermission);
    const incident = await incidents.get(id, visibility);
    if (!incident) throw new NotFoundError(`No incident ${told}`);
    if (!incident.mayChange) throw notAllowed(opsagentFindingUpdatePermission);
    await incidents.change(id, change, { by: nameOf(caller), at: new Date() });
    return this.#get(id, visibility, { members });
  }

  /** `told` is the id that the caller gave: which one it stands for now is not for everybody */
  async #get(
    id: string,
    visibility: Visibility,
    { told = id, members }: { told?: string; members?: number } = {},
  ): Promise<IncidentDetails> {
    const { alerts, findings, incidents } = this.#options;
    const incident = await incidents.get(id, visibility);
    if (!incident) throw new NotFoundError(`No incident ${told}`);
    return {
      ...incident,
      members: await findings.some(
        incident.findings.slice(0, members),
        visibility,
      ),
      alerts: await alerts.list(
        { incident: [id], state: [...ALERT_STATES], limit: ALERTS_BESIDE },
        visibility,
      ),
    };
  }

  async #allTransitions(
    id: string,
    visibility: Visibility,
  ): Promise<Transition[]> {
    const transitions: Transition[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: LARGEST_PAGE_SIZE, cursor };
      const page = await this.#options.incidents.transitions(
        id,
        query,
        visibility,
      );
      transitions.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return transitions;
  }

  /** What the caller may see of all incidents, of one, or of those of an entity. */
  #visibility(
    caller: Caller,
    of?: Parameters<IncidentStore['entityRefs']>[0],
  ): Promise<Visibility> {
    const { incidents, visibility } = this.#options;
    return visibility.of(caller, () => incidents.entityRefs(of));
  }
}
