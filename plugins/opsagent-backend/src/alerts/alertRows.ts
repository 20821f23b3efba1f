import { Alert, AlertState } from '@opsagent/backstage-plugin-opsagent-common';
import { ObjectReference, SEVERITIES, Severity } from '@opsagent/engine';
import { digestOf } from '../database/digestOf';
import { DatabaseTime, optionalIso, toIso } from '../database/sql';
import { namespaceOf } from '../entities/namespaceOf';
import { objectKey } from '../entities/objectKey';
import { Labels, ReceivedAlert } from './ReceivedAlert';
import { Episode } from './nextEpisode';

export interface AlertRow {
  id: string;
  cluster: string;
  fingerprint: string;
  name: string;
  severity: Severity;
  severity_rank: number;
  state: AlertState;
  starts_at: DatabaseTime;
  ends_at: DatabaseTime | null;
  received_at: DatabaseTime;
  labels: string;
  annotations: string;
  generator_url: string | null;
  subject: string | null;
  subject_key: string | null;
  /** Of the subject. */
  namespace: string | null;
  owner: string | null;
  owner_key: string | null;
  incident_id: string | null;
}

/** Where a row stands. */
export function episodeOf(
  row: Pick<AlertRow, 'starts_at' | 'ends_at' | 'received_at'>,
): Episode {
  return {
    startsAt: new Date(row.starts_at),
    endsAt: row.ends_at === null ? undefined : new Date(row.ends_at),
    receivedAt: new Date(row.received_at),
  };
}

/** A row that is linked to nothing yet but the object itself. */
export function newRow(alert: ReceivedAlert, episode: Episode): AlertRow {
  const { cluster, fingerprint, subject } = alert;
  const { startsAt } = episode;
  const json = subject ? JSON.stringify(subject) : null;
  const key = subject ? objectKey(subject) : null;
  return {
    id: digestOf([cluster, fingerprint, startsAt.toISOString()]),
    cluster,
    fingerprint,
    ...contentOf(alert),
    ...timesOf(episode),
    subject: json,
    subject_key: key,
    namespace: namespaceOfRow({ subject: json }),
    owner: json,
    owner_key: key,
    incident_id: null,
  };
}

/** Written each time, as a replica of an earlier version that took the alert in first does not know the column. */
export function namespaceOfRow({
  subject,
}: Pick<AlertRow, 'subject'>): string | null {
  if (!subject) return null;
  return namespaceOf(JSON.parse(subject) as ObjectReference) ?? null;
}

/** What an alert says, which may be said otherwise each time. */
export function contentOf(alert: ReceivedAlert) {
  return {
    name: alert.name,
    severity: alert.severity,
    severity_rank: SEVERITIES.indexOf(alert.severity),
    labels: JSON.stringify(alert.labels),
    annotations: JSON.stringify(alert.annotations),
    generator_url: alert.generatorUrl ?? null,
  };
}

export function timesOf({ startsAt, endsAt, receivedAt }: Episode) {
  return {
    state: endsAt ? ('resolved' as const) : ('firing' as const),
    starts_at: startsAt,
    ends_at: endsAt ?? null,
    received_at: receivedAt,
  };
}

/** An alert as one reader may see it. */
export function alertOf(
  row: AlertRow,
  { entityRefs, incident }: Pick<Alert, 'entityRefs' | 'incident'>,
): Alert {
  return {
    id: row.id,
    cluster: row.cluster || undefined,
    name: row.name,
    state: row.state,
    severity: row.severity,
    subject: row.subject
      ? (JSON.parse(row.subject) as ObjectReference)
      : undefined,
    labels: JSON.parse(row.labels) as Labels,
    annotations: JSON.parse(row.annotations) as Labels,
    startsAt: toIso(row.starts_at),
    endsAt: optionalIso(row.ends_at),
    receivedAt: toIso(row.received_at),
    generatorUrl: row.generator_url ?? undefined,
    incident,
    entityRefs,
  };
}
