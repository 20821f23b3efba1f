import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { DatabaseTime, chunks, whereAnyOf } from '../database/sql';
import { CompletedScan, KnownFinding } from './FindingStore';
import { rowOf } from './findingRows';
import { FindingChanges } from './planChanges';

/** First statement of the transaction: on PostgreSQL it also locks the cluster's row until the end. */
export async function endScan(tx: Knex, scan: CompletedScan): Promise<void> {
  const ended = await tx('clusters')
    .where({ name: scan.cluster, scan_id: scan.scanId })
    .update({
      state: scan.state,
      scan_id: null,
      scan_expires_at: null,
      scanned_at: scan.finishedAt,
      duration_ms: scan.durationMs,
      unreachable_since: null,
      error: null,
      coverage: JSON.stringify(scan.coverage),
    });
  if (ended === 0) {
    throw new ConflictError(
      `Scan of ${scan.cluster} took so long that another one has taken its place`,
    );
  }
}

export async function selectKnown(
  tx: Knex,
  cluster: string,
): Promise<KnownFinding[]> {
  const rows = await tx('findings')
    .select(
      'id',
      'detector',
      'subject_kind',
      'namespace',
      'state',
      'first_seen_at',
    )
    .where({ cluster });
  return rows.map(row => ({
    id: row.id as string,
    detector: row.detector as string,
    subjectKind: row.subject_kind as string,
    namespace: (row.namespace as string | null) ?? undefined,
    state: row.state as KnownFinding['state'],
    firstSeenAt: new Date(row.first_seen_at as DatabaseTime),
  }));
}

export async function applyChanges(
  tx: Knex,
  { seen, resolved }: FindingChanges,
  scan: CompletedScan,
): Promise<void> {
  for (const chunk of chunks(seen)) {
    await tx('findings')
      .insert(chunk.map(each => rowOf(each, scan)))
      .onConflict('id')
      .merge();
  }
  await whereAnyOf(tx('findings'), 'id', resolved).update({
    state: 'resolved',
    resolved_at: scan.capturedAt,
  });
}

/** Resolved findings keep the entities they had. */
export async function replaceEntities(
  tx: Knex,
  { seen }: FindingChanges,
): Promise<void> {
  const ids = seen.map(each => each.finding.id);
  await whereAnyOf(tx('finding_entities'), 'finding_id', ids).delete();
  const rows = seen.flatMap(({ finding, entityRefs }) =>
    entityRefs.map(ref => ({ finding_id: finding.id, entity_ref: ref })),
  );
  for (const chunk of chunks(rows)) await tx('finding_entities').insert(chunk);
}

export async function replaceEntityObjects(
  tx: Knex,
  { cluster, entityObjects }: CompletedScan,
): Promise<void> {
  await tx('cluster_entities').where({ cluster }).delete();
  const rows = [...entityObjects].map(([entityRef, objects]) => ({
    cluster,
    entity_ref: entityRef,
    objects,
  }));
  for (const chunk of chunks(rows)) await tx('cluster_entities').insert(chunk);
}
