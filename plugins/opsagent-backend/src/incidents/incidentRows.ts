import {
  IncidentEntity,
  IncidentSource,
  IncidentSummary,
  StoredIncident,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Incident, SEVERITIES } from '@opsagent/engine';
import { digestOf } from '../database/digestOf';
import { KnownOwners, ownersFor } from '../entities/ownersFor';
import { Life } from '../lifecycle/Life';
import { LifeColumns, columnsOf, toldLife } from '../lifecycle/lifeColumns';
import { IncidentReader, IncidentReaderOptions } from './IncidentReader';
import { LinkedEntity, LinkedIncident, NamedObjects } from './IncidentStore';
import { cutIncident } from './cutIncident';

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

/** What a reader may see of the parts of one incident, beside all of them. */
export interface ReaderOfRow extends Pick<
  IncidentReaderOptions,
  'visible' | 'findings' | 'whole' | 'unmapped'
> {
  /** Those that the incident concerns, visible or not. */
  entities: readonly IncidentEntity[];
  owners: KnownOwners;
}

/** An incident as one reader may see it. */
export function storedIncidentOf(
  row: IncidentRow,
  { entities, owners, ...rights }: ReaderOfRow,
): StoredIncident {
  const incident = JSON.parse(row.incident) as Incident;
  const objects = JSON.parse(row.objects) as NamedObjects;
  const reader = new IncidentReader({ incident, objects, ...rights });
  const shown = entities.filter(each => rights.visible.has(each.entityRef));
  return {
    ...cutIncident(incident, row.title, reader),
    cluster: row.cluster,
    source: row.source,
    ...toldLife(row, { whole: shown.length === entities.length }),
    entities: shown,
    owners: ownersFor(
      entities
        .filter(each => each.role === 'cause')
        .map(each => each.entityRef),
      rights,
      owners,
    ),
  };
}

/** What a list says of an incident. */
export function summaryOf(stored: StoredIncident): IncidentSummary {
  const {
    causes,
    findings,
    links: _links,
    recommendations: _recommendations,
    ...rest
  } = stored;
  const { cause, confidence, message, subject, title } = causes[0];
  return {
    ...rest,
    cause: { cause, confidence, message, subject, title },
    causes: causes.length,
    findings: findings.length,
  };
}

/** Those that the incident concerns. */
export function isConcerned(entity: LinkedEntity): entity is IncidentEntity {
  return entity.role !== 'named';
}
