import { NotFoundError } from '@backstage/errors';
import {
  IncidentDetails,
  opsagentInvestigationCreatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { FindingStore, Visibility } from '../findings/FindingStore';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { IncidentStore } from '../incidents/IncidentStore';
import { Authorizer, Caller } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { Grant } from '../permissions/Grant';
import { ReaderView, viewOf } from './ReaderView';
import { fingerprintOf } from './fingerprintOf';
import { incidentCaseOf } from './incidentCaseOf';

export interface InvestigatedIncidentsOptions {
  incidents: IncidentStore;
  findings: FindingStore;
  authorized: AuthorizedIncidents;
  visibility: CallerVisibility;
  authorizer: Authorizer;
}

/** An incident as somebody may see it, and what they may do about it. */
export interface IncidentForReader {
  incident: IncidentDetails;
  view: ReaderView;
  /** What the policy grants the reader of findings. */
  read: Grant;
  /** Of the whole incident, whatever the reader may see of it. */
  fingerprint: string;
  mayInvestigate: boolean;
}

/** Incidents as investigations need them. */
export class InvestigatedIncidents {
  readonly #options: InvestigatedIncidentsOptions;

  constructor(options: InvestigatedIncidentsOptions) {
    this.#options = options;
  }

  /** @throws NotAllowedError without permission to read findings */
  async requireReading(caller: Caller): Promise<void> {
    await this.#options.visibility.of(caller, async () => []);
  }

  /** Those of the given entities that the caller may see. */
  async visible(
    entityRefs: readonly string[],
    caller: Caller,
  ): Promise<readonly string[]> {
    const seen = await this.#options.visibility.of(
      caller,
      async () => entityRefs,
    );
    return seen.entityRefs;
  }

  /**
   * @param missing - thrown when there is no such incident for the caller
   * @throws NotAllowedError without permission to read findings
   */
  async read(
    told: string,
    caller: Caller,
    missing = new NotFoundError(`No incident ${told}`),
  ): Promise<IncidentForReader> {
    const { authorized, authorizer, incidents, visibility } = this.#options;
    const id = await incidents.currentId(told);
    const entityRefs = await incidents.entityRefs({ incident: id });
    const [seen, [grant]] = await Promise.all([
      visibility.of(caller, async () => entityRefs),
      authorizer.grants([opsagentInvestigationCreatePermission], caller),
    ]);
    const incident = await authorized.get(told, caller).catch(error => {
      throw error instanceof NotFoundError ? missing : error;
    });
    return {
      incident,
      view: viewOf(seen),
      read: seen.read ?? true,
      fingerprint: await this.fingerprint(id, entityRefs),
      mayInvestigate: await incidents.isGranted(id, grant, seen),
    };
  }

  /**
   * A digest of the whole incident: nothing else of it leaves it uncut.
   *
   * @param entityRefs - all that it concerns or speaks of
   */
  async fingerprint(id: string, entityRefs: readonly string[]) {
    const { findings, incidents } = this.#options;
    const everything: Visibility = { entityRefs, unmapped: true };
    const incident = await incidents.get(id, everything);
    if (!incident) throw new NotFoundError(`No incident ${id}`);
    const members = await findings.some(incident.findings, everything);
    return fingerprintOf(incidentCaseOf({ ...incident, members }));
  }
}
