import { NotFoundError } from '@backstage/errors';
import {
  IncidentDetails,
  IncidentList,
  IncidentQuery,
  LifecycleChange,
  TransitionList,
  opsagentClusterReadPermission,
  opsagentFindingReadPermission,
  opsagentFindingUpdatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { VisibleEntities } from '../entities/VisibleEntities';
import { FindingStore, Visibility } from '../findings/FindingStore';
import { Authorizer, Caller, nameOf } from '../permissions/Authorizer';
import { IncidentStore } from './IncidentStore';

export interface AuthorizedIncidentsOptions {
  incidents: IncidentStore;
  findings: FindingStore;
  visibleEntities: VisibleEntities;
  authorizer: Authorizer;
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

  /** @throws NotFoundError alike for an incident that is not there and one that the caller may not see */
  async get(id: string, caller: Caller): Promise<IncidentDetails> {
    const { findings, incidents } = this.#options;
    const visibility = await this.#visibility(caller, id);
    const incident = await incidents.get(id, visibility);
    if (!incident) throw new NotFoundError(`No incident ${id}`);
    return {
      ...incident,
      members: await findings.some(incident.findings, visibility),
    };
  }

  /** @throws NotFoundError alike for an incident that is not there and one that the caller may not see */
  async transitions(id: string, caller: Caller): Promise<TransitionList> {
    await this.get(id, caller);
    return { items: await this.#options.incidents.transitions(id) };
  }

  /**
   * @throws NotAllowedError without permission to update findings
   * @throws NotFoundError alike for an incident that is not there and one that the caller may not see
   * @throws ConflictError for a resolved incident
   */
  async change(
    id: string,
    change: LifecycleChange,
    caller: Caller,
  ): Promise<IncidentDetails> {
    const { authorizer, incidents } = this.#options;
    await authorizer.require(opsagentFindingUpdatePermission, caller);
    await this.get(id, caller);
    await incidents.change(id, change, { by: nameOf(caller), at: new Date() });
    return this.get(id, caller);
  }

  /** What the caller may see of all incidents, or of one. */
  async #visibility(caller: Caller, incidentId?: string): Promise<Visibility> {
    const { authorizer, incidents, visibleEntities } = this.#options;
    await authorizer.require(opsagentFindingReadPermission, caller);
    const [entityRefs, unmapped] = await Promise.all([
      incidents
        .entityRefs(incidentId)
        .then(refs => visibleEntities.among(refs, caller)),
      authorizer.isAllowed(opsagentClusterReadPermission, caller),
    ]);
    return { entityRefs, unmapped };
  }
}
