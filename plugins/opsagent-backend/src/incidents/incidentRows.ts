import {
  IncidentEntity,
  IncidentGraph,
  IncidentSource,
  IncidentSummary,
  StoredIncident,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Incident, SEVERITIES } from '@opsagent/engine';
import { digestOf } from '../database/digestOf';
import { KnownOwners, ownersFor } from '../entities/ownersFor';
import { Life } from '../lifecycle/Life';
import { LifeColumns, columnsOf, toldLife } from '../lifecycle/lifeColumns';
import { ObjectReader, ReaderRights } from '../findings/ObjectReader';
import { IncidentReader } from './IncidentReader';
import { LinkedEntity, LinkedIncident, NamedObjects } from './IncidentStore';
import { cutIncident } from './cutIncident';
import { graphOf } from './graphOf';
import { VisibleMembers } from './readIncidents';

export interface IncidentRow extends LifeColumns {
  id: string;
  cluster: string;
  cause: string;
  severity_rank: number;
  digest: string;
  title: string;
  incident: string;
  objects: string;
  source: IncidentSource;
  moved_to: string | null;
}

export function rowOf(
  linked: LinkedIncident,
  life: Life,
  cluster: string,
  source: IncidentSource = 'scan',
): IncidentRow {
  const { incident, objects, plainTitle } = linked;
  return {
    id: incident.id,
    cluster,
    cause: incident.causes[0].cause,
    severity_rank: SEVERITIES.indexOf(incident.severity),
    ...columnsOf(life),
    digest: digestOf(linked),
    title: plainTitle,
    incident: JSON.stringify(incident),
    objects: JSON.stringify(objects),
    source,
    moved_to: null,
  };
}

/** For whom an incident is told. */
export interface ReaderOfIncident extends VisibleMembers {
  rights: ReaderRights;
  /** All entities that the incident concerns, visible or not. */
  entities: readonly IncidentEntity[];
  owners: KnownOwners;
  mayChange: boolean;
}

/** An incident as one reader may see it. */
export function storedIncidentOf(
  row: IncidentRow,
  of: ReaderOfIncident,
): StoredIncident {
  return toldTo(of, row, JSON.parse(row.incident) as Incident);
}

function toldTo(
  of: ReaderOfIncident,
  row: IncidentRow,
  incident: Incident,
): StoredIncident {
  const reader = readerOf(row, incident, of);
  const told = of.entities.filter(each => reader.seesEntity(each.entityRef));
  const causing = of.entities.filter(each => each.role === 'cause');
  return {
    ...cutIncident(incident, row.title, reader),
    cluster: row.cluster,
    source: row.source,
    ...toldLife(row, { whole: isWhole(incident, reader, of) }),
    entities: told,
    owners: ownersFor(
      causing.map(each => each.entityRef),
      {
        visible: new Set(told.map(each => each.entityRef)),
        unmapped: reader.seesNobodys(incident.subject),
      },
      of.owners,
    ),
    mayChange: of.mayChange,
  };
}

/** The objects of an incident as one reader may see them. */
export function incidentGraphOf(
  row: IncidentRow,
  of: ReaderOfIncident,
): IncidentGraph {
  const incident = JSON.parse(row.incident) as Incident;
  return graphOf(incident, readerOf(row, incident, of), of.severities);
}

/** Whether a reader may see everything that an incident concerns, and so what people wrote of it. */
export function isWholeFor(row: IncidentRow, of: ReaderOfIncident): boolean {
  const incident = JSON.parse(row.incident) as Incident;
  return isWhole(incident, readerOf(row, incident, of), of);
}

function readerOf(row: IncidentRow, incident: Incident, of: ReaderOfIncident) {
  return new IncidentReader({
    ...of,
    incident,
    objects: JSON.parse(row.objects) as NamedObjects,
    reader: new ObjectReader(row, of.rights),
  });
}

function isWhole(
  { findings }: Incident,
  reader: IncidentReader,
  { entities, rights, whole }: ReaderOfIncident,
) {
  return (
    entities.every(each => reader.seesEntity(each.entityRef)) &&
    (rights.read === true || findings.every(id => whole.has(id)))
  );
}

/** What a list says of an incident to one reader: the same as the incident itself, of which only that is worked out. */
export function summaryOf(
  row: IncidentRow,
  of: ReaderOfIncident,
): IncidentSummary {
  const { links: _, ...incident } = JSON.parse(row.incident) as Incident;
  const [first] = incident.causes;
  const {
    causes: [{ cause, confidence, message, subject, title }],
    findings,
    recommendations: _recommendations,
    ...rest
  } = toldTo(of, row, { ...incident, causes: [first], recommendations: [] });
  return {
    ...rest,
    cause: { cause, confidence, message, subject, title },
    causes: incident.causes.length,
    findings: findings.length,
  };
}

/** Those that the incident concerns. */
export function isConcerned(entity: LinkedEntity): entity is IncidentEntity {
  return entity.role !== 'named';
}
