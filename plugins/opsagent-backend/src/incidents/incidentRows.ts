import {
  IncidentEntity,
  IncidentSummary,
  StoredIncident,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Incident, SEVERITIES } from '@opsagent/engine';
import { ObjectEntities } from '../findings/FindingStore';
import { Life } from '../lifecycle/Life';
import { LifeColumns, columnsOf, toldLife } from '../lifecycle/lifeColumns';
import { LinkedIncident } from './IncidentStore';
import { IncidentReader, cutIncident } from './cutIncident';

export interface IncidentRow extends LifeColumns {
  id: string;
  cluster: string;
  namespace: string | null;
  cause: string;
  severity: string;
  severity_rank: number;
  incident: string;
  object_entities: string;
}

export function rowOf(
  { incident, objectEntities }: LinkedIncident,
  life: Life,
  cluster: string,
): IncidentRow {
  return {
    id: incident.id,
    cluster,
    namespace: incident.subject.namespace ?? null,
    cause: incident.causes[0].cause,
    severity: incident.severity,
    severity_rank: SEVERITIES.indexOf(incident.severity),
    ...columnsOf(life),
    incident: JSON.stringify(incident),
    object_entities: JSON.stringify(objectEntities),
  };
}

/** An incident as one reader may see it. */
export function storedIncidentOf(
  row: IncidentRow,
  entities: IncidentEntity[],
  reader: IncidentReader,
): StoredIncident {
  const incident = JSON.parse(row.incident) as Incident;
  const objects = JSON.parse(row.object_entities) as ObjectEntities;
  return {
    ...cutIncident(incident, objects, reader),
    cluster: row.cluster,
    ...toldLife(row),
    entities,
  };
}

/** What a list says of an incident. */
export function summaryOf(incident: StoredIncident): IncidentSummary {
  const { causes, findings, links: _, recommendations: __, ...rest } = incident;
  const {
    evidence: ___,
    against,
    missing,
    findings: proof,
    ...cause
  } = causes[0];
  return { ...rest, cause, causes: causes.length, findings: findings.length };
}
