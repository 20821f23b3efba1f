import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { settleAlerts } from '../alerts/settleAlerts';
import { chunks } from '../database/sql';
import { reconcileFindings } from '../findings/reconcileFindings';
import { reconcileIncidents } from '../incidents/reconcileIncidents';
import { isTransition } from '../lifecycle/transitions';
import { replaceResources } from '../resources/replaceResources';
import { NoticeWriter } from '../notifications/NoticeWriter';
import { CompletedScan, ScanChanges, ScanStore } from './ScanStore';

export interface DatabaseScanStoreOptions {
  database: Knex;
  /** Without it nobody is told of what has changed. */
  notices?: Pick<NoticeWriter, 'ofCluster'>;
}

/** Takes over scans in one transaction each. */
export class DatabaseScanStore implements ScanStore {
  readonly #database: Knex;
  readonly #notices: Pick<NoticeWriter, 'ofCluster'> | undefined;

  constructor(options: DatabaseScanStoreOptions) {
    this.#database = options.database;
    this.#notices = options.notices;
  }

  async complete(scan: CompletedScan): Promise<ScanChanges> {
    return this.#database.transaction(async tx => {
      await endScan(tx, scan);
      const findings = await reconcileFindings(tx, scan);
      const incidents = await reconcileIncidents(tx, scan);
      const settled = await settleAlerts(tx, scan);
      await replaceEntityObjects(tx, scan);
      await replaceResources(tx, scan);
      await this.#notices?.ofCluster(tx, scan.cluster, scan.capturedAt);
      const { opened, resolved, seen } = findings;
      const steps = [...findings.steps, ...incidents.steps, ...settled];
      return { opened, resolved, seen, changed: steps.some(isTransition) };
    });
  }
}

/** First statement of the transaction: on PostgreSQL it also locks the cluster's row until the end. */
async function endScan(tx: Knex, scan: CompletedScan) {
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
      resources: JSON.stringify(scan.resources.cluster),
      scores: JSON.stringify(scan.scores.cluster),
    });
  if (ended === 0) {
    throw new ConflictError(
      `Scan of ${scan.cluster} took so long that another one has taken its place`,
    );
  }
}

async function replaceEntityObjects(
  tx: Knex,
  { cluster, entityObjects }: CompletedScan,
) {
  await tx('cluster_entities').where({ cluster }).delete();
  const rows = [...entityObjects].map(([entityRef, objects]) => ({
    cluster,
    entity_ref: entityRef,
    objects,
  }));
  for (const chunk of chunks(rows)) await tx('cluster_entities').insert(chunk);
}
