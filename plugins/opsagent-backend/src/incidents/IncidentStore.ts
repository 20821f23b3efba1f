import {
  IncidentEntity,
  IncidentFacetQuery,
  IncidentFacets,
  IncidentGraph,
  IncidentList,
  IncidentQuery,
  IncidentSummary,
  LifecycleChange,
  StoredIncident,
  TransitionList,
  TransitionQuery,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Incident } from '@opsagent/engine';
import { Visibility } from '../findings/FindingStore';
import { ChangeOptions } from '../lifecycle/changed';
import { Grant } from '../permissions/Grant';

/** The worst of an entity's incidents. */
export interface IncidentsOfEntity {
  items: StoredIncident[];
  /** Whether told or not. */
  totalItems: number;
}

/** What decides who may be told of an object that an incident names. */
export interface NamedObject {
  /** Entity refs; empty when it belongs to nobody. */
  entityRefs: readonly string[];
  /** Findings of the incident that are about it: whoever may see one of them is told of it there. */
  findings?: readonly string[];
  /** The failure only comes to it or through it: nothing that the incident itself tells speaks of it. */
  isOnlyReached?: boolean;
}

/** By `objectKey`. */
export type NamedObjects = Readonly<Record<string, NamedObject>>;

/** An entity that an incident concerns, or that only its evidence speaks of. The latter gives no right to see the incident. */
export interface LinkedEntity {
  entityRef: string;
  role: IncidentEntity['role'] | 'named';
}

/** An incident, the entities that it concerns, and whose each object is that it names. */
export interface LinkedIncident {
  incident: Incident;
  /** What is told instead of the incident's title, which has names in it, to those who may not know them. */
  plainTitle: string;
  entities: readonly LinkedEntity[];
  objects: NamedObjects;
}

/** Incidents over their life. Only those of clusters that are still listed are ever returned. */
export interface IncidentStore {
  list(query: IncidentQuery, visibility: Visibility): Promise<IncidentList>;
  /** Those that began, or came back, since a moment and are still there, the most severe first. */
  begunSince(
    moment: Date,
    visibility: Visibility,
    limit: number,
  ): Promise<IncidentSummary[]>;
  /** How many there are by each filter, counted as if that filter were not set. */
  facets(
    query: IncidentFacetQuery,
    visibility: Visibility,
  ): Promise<IncidentFacets>;
  /** Those of one entity that are there, whole: the worst first, so many at most, and how many there are. */
  ofEntity(
    entityRef: string,
    visibility: Visibility,
    limit: number,
  ): Promise<IncidentsOfEntity>;
  get(id: string, visibility: Visibility): Promise<StoredIncident | undefined>;
  /** The ids of its findings that are visible, in its order; undefined when it is not there or not visible. */
  memberIds(id: string, visibility: Visibility): Promise<string[] | undefined>;
  /** Whether a grant covers an incident. */
  isGranted(id: string, grant: Grant, visibility: Visibility): Promise<boolean>;
  /** The id by which an incident is told now: that of another one when alerts began it and a scan has found what they report. */
  currentId(id: string): Promise<string>;
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
  /** The life of an incident, oldest step first; without what people wrote, unless everything that the incident concerns is visible. */
  transitions(
    id: string,
    query: TransitionQuery,
    visibility: Visibility,
  ): Promise<TransitionList>;
  /** The objects that an incident involves; undefined when it is not there or not visible. */
  graph(id: string, visibility: Visibility): Promise<IncidentGraph | undefined>;
  /** Every entity that some incident concerns or speaks of, or that one incident does, or those of one entity do. */
  entityRefs(of?: { incident?: string; entityRef?: string }): Promise<string[]>;
  /** Forgets incidents that were resolved, or last seen, before the given moment. */
  deleteOlderThan(moment: Date): Promise<number>;
}
