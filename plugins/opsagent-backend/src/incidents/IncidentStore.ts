import {
  IncidentEntity,
  IncidentList,
  IncidentQuery,
  LifecycleChange,
  StoredIncident,
  Transition,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Incident } from '@opsagent/engine';
import { ObjectEntities, Visibility } from '../findings/FindingStore';
import { ChangeOptions } from '../lifecycle/changed';

/** An incident, the entities that caused it or suffer, and whose each object is that it names. */
export interface LinkedIncident {
  incident: Incident;
  entities: readonly IncidentEntity[];
  objectEntities: ObjectEntities;
}

/** Incidents over their life. Only those of clusters that are still listed are ever returned. */
export interface IncidentStore {
  list(query: IncidentQuery, visibility: Visibility): Promise<IncidentList>;
  /** Those of one entity that are there, worst first, whole. */
  ofEntity(
    entityRef: string,
    visibility: Visibility,
  ): Promise<StoredIncident[]>;
  get(id: string, visibility: Visibility): Promise<StoredIncident | undefined>;
  /**
   * Keeps what somebody says of an incident. The caller must have made sure that it is for them to say.
   *
   * @throws ConflictError for a resolved incident
   * @throws InputError for a snooze that has ended already or lasts too long
   */
  change(
    id: string,
    change: LifecycleChange,
    options: ChangeOptions,
  ): Promise<void>;
  /** The life of an incident, oldest step first. */
  transitions(id: string): Promise<Transition[]>;
  /** Every entity that some incident concerns, or that the given one does. */
  entityRefs(incidentId?: string): Promise<string[]>;
  /** Forgets incidents that were resolved, or last seen, before the given moment. */
  deleteOlderThan(moment: Date): Promise<number>;
}
