import {
  AlertTarget,
  PRESENT_STATES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { whereAnyOf } from '../database/sql';
import { namespaceOf } from '../entities/namespaceOf';
import { objectKey } from '../entities/objectKey';
import { selectObjectLinks } from '../entities/objectLinks';
import { Visibility } from '../findings/FindingStore';
import { visibleIncidents } from '../incidents/readIncidents';
import { isGranted } from '../permissions/Grant';
import { AlertAddress } from './AlertStore';
import { AlertRow } from './alertRows';
import { selectContext } from './readAlerts';
import { visibleAlerts } from './visibleAlerts';
import { visibleAmong } from './visibleAmong';

/**
 * Where the link of an alert leads: to the incident that the alert has joined, else to one about its object, else to an entity that the object belongs to. Of several
 * alerts the one that fires, and that began last. What an object has to do with is told only to those who may see the object.
 */
export async function targetOf(
  database: Knex,
  address: AlertAddress,
  visibility: Visibility,
): Promise<AlertTarget | undefined> {
  const alert = await selectAlert(database, address, visibility);
  if (alert) {
    const { incidents } = await selectContext(database, [alert], visibility);
    const [incident] = incidents;
    if (incident) return { incident };
  }
  const { keys, entityRefs } = await objectOf(database, address, visibility);
  const incident = await selectIncident(
    database,
    address.cluster,
    keys,
    visibility,
  );
  if (incident) return { incident };
  const [entityRef] = entityRefs;
  return entityRef ? { entityRef } : undefined;
}

async function selectAlert(
  database: Knex,
  { cluster, name, subject }: AlertAddress,
  visibility: Visibility,
): Promise<AlertRow | undefined> {
  const query = visibleAlerts(database, visibility)
    .where({ cluster })
    .orderBy([{ column: 'state' }, { column: 'starts_at', order: 'desc' }]);
  if (name) query.where({ name });
  if (subject) query.where('subject_key', objectKey(subject));
  return name || subject ? query.first() : undefined;
}

/** The object and its top owner, and the visible ones of their entities; nothing when they are not for the caller. */
async function objectOf(
  database: Knex,
  { cluster, subject }: AlertAddress,
  visibility: Visibility,
) {
  const nothing = { keys: [], entityRefs: [] };
  if (!subject) return nothing;
  const key = objectKey(subject);
  const links = await selectObjectLinks(database, cluster, [key]);
  const { entityRefs = [], owner } = links.get(key) ?? {};
  const visible = visibleAmong(entityRefs, visibility);
  const { read = true, unmapped } = visibility;
  const namespace = namespaceOf(subject);
  const isVisible =
    entityRefs.length > 0
      ? visible.length > 0
      : isGranted(unmapped, { cluster });
  if (!isVisible || !isGranted(read, { cluster, namespace, entityRefs }))
    return nothing;
  return {
    keys: owner ? [key, objectKey(owner)] : [key],
    entityRefs: visible,
  };
}

async function selectIncident(
  database: Knex,
  cluster: string,
  keys: readonly string[],
  visibility: Visibility,
): Promise<string | undefined> {
  const rows: { id: string }[] = await whereAnyOf(
    visibleIncidents(database, visibility)
      .join('incident_objects', 'incident_objects.incident_id', 'incidents.id')
      .where({ cluster })
      .whereIn('state', [...PRESENT_STATES]),
    'object_key',
    keys,
  )
    .orderBy(['severity_rank', 'id'])
    .limit(1)
    .select('id');
  return rows[0]?.id;
}
