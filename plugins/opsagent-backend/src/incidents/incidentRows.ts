import {
  IncidentEntity,
  IncidentGraph,
  IncidentSource,
  IncidentSummary,
  StoredIncident,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Incident, SEVERITIES } from '@opsagent/engine';
import { Knex } from 'knex';
import { digestOf } from '../database/digestOf';
import { KnownOwners, ownersFor } from '../entities/ownersFor';
import { Life } from '../lifecycle/Life';
import {
  LIFE_COLUMNS,
  LifeColumns,
  columnsOf,
  toldLife,
} from '../lifecycle/lifeColumns';
import { ObjectReader, ReaderRights } from '../findings/ObjectReader';
import { IncidentReader, IncidentReaderOptions } from './IncidentReader';
import { LinkedEntity, LinkedIncident, NamedObjects } from './IncidentStore';
import { KeptSummary, keptSummaryOf } from './KeptSummary';
import { cutIncident, cutSummary } from './cutIncident';
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
  /** Null in what a release without this column has written. */
  summary: string | null;
}

/** What lists read of a row: the incident itself only where there is no summary of it. */
export interface SummaryRow
  extends
    LifeColumns,
    Pick<
      IncidentRow,
      | 'id'
      | 'cluster'
      | 'severity_rank'
      | 'title'
      | 'objects'
      | 'source'
      | 'summary'
    > {
  incident: string | null;
}

/** Their columns, for a select. */
export function summaryColumns(database: Knex): (string | Knex.Raw)[] {
  return [
    ...LIFE_COLUMNS,
    'id',
    'cluster',
    'severity_rank',
    'title',
    'objects',
    'source',
    'summary',
    database.raw('case when summary is null then incident end as incident'),
  ];
}

export function rowOf(
  linked: LinkedIncident,
  life: Life,
  cluster: string,
  source: IncidentSource = 'scan',
): IncidentRow {
  const { incident, objects, plainTitle } = linked;
  const summary = keptSummaryOf(incident);
  return {
    id: incident.id,
    cluster,
    cause: incident.causes[0].cause,
    severity_rank: SEVERITIES.indexOf(incident.severity),
    ...columnsOf(life),
    // Of the summary too, so that it is renewed when it is made otherwise.
    digest: digestOf({ ...linked, summary }),
    title: plainTitle,
    incident: JSON.stringify(incident),
    summary: JSON.stringify(summary),
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
  const incident = JSON.parse(row.incident) as Incident;
  const reader = readerOf(row, incident, of);
  return {
    ...cutIncident(incident, row.title, reader),
    ...portalPart(row, incident, reader, of),
  };
}

/** What the portal adds to what a scan says. */
function portalPart(
  row: SummaryRow | IncidentRow,
  incident: Pick<Incident, 'subject' | 'findings'>,
  reader: IncidentReader,
  of: ReaderOfIncident,
) {
  const told = of.entities.filter(each => reader.seesEntity(each.entityRef));
  const causing = of.entities.filter(each => each.role === 'cause');
  return {
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

function readerOf(
  row: SummaryRow | IncidentRow,
  incident: IncidentReaderOptions['incident'],
  of: ReaderOfIncident,
) {
  return new IncidentReader({
    ...of,
    incident,
    objects: JSON.parse(row.objects) as NamedObjects,
    reader: new ObjectReader(row, of.rights),
  });
}

function isWhole(
  { findings }: Pick<Incident, 'findings'>,
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
  row: SummaryRow,
  of: ReaderOfIncident,
): IncidentSummary {
  const kept = keptIn(row);
  const about = { ...kept, causes: [kept.cause] };
  const reader = readerOf(row, about, of);
  return {
    ...cutSummary(kept, row.title, reader),
    ...portalPart(row, about, reader, of),
  };
}

/** Rows that a release without summaries has written have the incident instead. */
function keptIn({ incident, summary }: SummaryRow): KeptSummary {
  if (summary !== null) return JSON.parse(summary) as KeptSummary;
  return keptSummaryOf(JSON.parse(incident ?? '') as Incident);
}

/** Those that the incident concerns. */
export function isConcerned(entity: LinkedEntity): entity is IncidentEntity {
  return entity.role !== 'named';
}
