import { ClusterStatus } from '@opsagent/backstage-plugin-opsagent-common';
import { Coverage } from '@opsagent/engine';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { namespaceOfKey } from '../entities/objectKey';
import { DatabaseTime, chunks, optionalIso, whereAnyOf } from '../database/sql';
import {
  ClusterStore,
  EntityObjects,
  FailedScan,
  KnownCluster,
  ListedCluster,
} from './ClusterStore';

interface ClusterRow {
  name: string;
  title: string | null;
  listed: boolean;
  state: ClusterStatus['state'];
  scan_id: string | null;
  scan_expires_at: DatabaseTime | null;
  scanned_at: DatabaseTime | null;
  duration_ms: number | null;
  unreachable_since: DatabaseTime | null;
  error: string | null;
  coverage: string | null;
}

/** Cluster state in the plugin's database. */
export class DatabaseClusterStore implements ClusterStore {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  async saveListed(clusters: readonly ListedCluster[]): Promise<void> {
    await this.#database.transaction(async tx => {
      await tx('clusters').update({ listed: false });
      for (const chunk of chunks(clusters)) {
        await tx('clusters')
          .insert(chunk.map(newRow))
          .onConflict('name')
          .merge(['title', 'listed']);
      }
      const named = (scannable: boolean) =>
        whereAnyOf(
          tx('clusters'),
          'name',
          clusters
            .filter(each => each.scannable === scannable)
            .map(each => each.name),
        );
      await named(false).update({ state: 'unsupported' });
      await named(true)
        .where('state', 'unsupported')
        .update({ state: 'pending' });
    });
  }

  async ensure(cluster: ListedCluster): Promise<void> {
    await this.#database('clusters')
      .insert(newRow(cluster))
      .onConflict('name')
      .ignore();
  }

  async list({ now }: { now: Date }): Promise<KnownCluster[]> {
    const rows = await this.#database<ClusterRow>('clusters')
      .where('listed', true)
      .orderBy('name');
    return rows.map(row => statusOf(row, now));
  }

  async beginScan(
    cluster: string,
    { now, expiresAt }: { now: Date; expiresAt: Date },
  ): Promise<string | undefined> {
    const scanId = randomUUID();
    const claimed = await this.#database('clusters')
      .where('name', cluster)
      .where(free =>
        free.whereNull('scan_id').orWhere('scan_expires_at', '<', now),
      )
      .update({ scan_id: scanId, scan_expires_at: expiresAt });
    return claimed > 0 ? scanId : undefined;
  }

  async renewScan(
    cluster: string,
    scanId: string,
    { expiresAt }: { expiresAt: Date },
  ): Promise<boolean> {
    const renewed = await this.#database('clusters')
      .where({ name: cluster, scan_id: scanId })
      .update({ scan_expires_at: expiresAt });
    return renewed > 0;
  }

  async listAbandoned({ now }: { now: Date }): Promise<string[]> {
    return this.#database('clusters')
      .where('listed', true)
      .whereNotNull('scan_id')
      .where('scan_expires_at', '<', now)
      .orderBy('name')
      .pluck('name');
  }

  async failScan(scan: FailedScan): Promise<void> {
    await this.#database('clusters')
      .where({ name: scan.cluster, scan_id: scan.scanId })
      .update({
        scan_id: null,
        scan_expires_at: null,
        error: scan.error,
        ...(scan.unreachable
          ? {
              state: 'unreachable',
              unreachable_since: this.#database.raw(
                'coalesce(unreachable_since, ?)',
                [scan.at],
              ),
            }
          : {}),
      });
  }

  async abandonScan(cluster: string, scanId: string): Promise<void> {
    await this.#database('clusters')
      .where({ name: cluster, scan_id: scanId })
      .update({ scan_id: null, scan_expires_at: null });
  }

  async objectsOf(entityRef: string): Promise<EntityObjects> {
    const rows = await this.#database('cluster_entities')
      .select('cluster', 'objects')
      .where('entity_ref', entityRef);
    return new Map(rows.map(row => [row.cluster, row.objects]));
  }

  async namespacesOf(entityRef: string, cluster: string): Promise<string[]> {
    const rows: { object_key: string; entity_refs: string }[] =
      await this.#database('cluster_objects')
        .select('object_key', 'entity_refs')
        .where({ cluster })
        .whereLike('entity_refs', `%${JSON.stringify(entityRef)}%`);
    // To LIKE, an underscore is any character.
    const own = rows.filter(row =>
      (JSON.parse(row.entity_refs) as string[]).includes(entityRef),
    );
    const namespaces = own.flatMap(row => namespaceOfKey(row.object_key) ?? []);
    return [...new Set(namespaces)].sort();
  }

  async deleteUnlisted({
    scannedBefore,
  }: {
    scannedBefore: Date;
  }): Promise<number> {
    return this.#database.transaction(async tx => {
      const deleted = await tx('clusters')
        .where('listed', false)
        .where(old =>
          old.whereNull('scanned_at').orWhere('scanned_at', '<', scannedBefore),
        )
        .whereNotIn('name', tx('findings').select('cluster'))
        .whereNotIn('name', tx('incidents').select('cluster'))
        .delete();
      for (const table of ['cluster_entities', 'cluster_objects'])
        await tx(table)
          .whereNotIn('cluster', tx('clusters').select('name'))
          .delete();
      return deleted;
    });
  }
}

function newRow({ name, title, scannable }: ListedCluster) {
  const state = scannable ? 'pending' : 'unsupported';
  return { name, title, listed: true, state };
}

function statusOf(row: ClusterRow, now: Date): KnownCluster {
  const expires = optionalIso(row.scan_expires_at);
  return {
    name: row.name,
    title: row.title ?? undefined,
    state: row.state,
    scanning: Boolean(row.scan_id && expires && new Date(expires) > now),
    scannedAt: optionalIso(row.scanned_at),
    durationMs: row.duration_ms ?? undefined,
    unreachableSince: optionalIso(row.unreachable_since),
    error: row.error ?? undefined,
    coverage: row.coverage ? (JSON.parse(row.coverage) as Coverage) : undefined,
  };
}
