import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { whereAnyOf } from '../database/sql';
import { isAware } from './decideNotice';
import { NotificationChannel } from './NotificationChannel';
import { NewDelivery, insertDeliveries } from './deliveryRows';
import { saveTold, selectTellable, selectTold, threadOf } from './noticeRows';
import { Notice, Summary, planNotices } from './planNotices';
import { recipientsOf } from './recipientsOf';
import { selectConcernedOwners } from './selectConcernedOwners';

export interface NoticeWriterOptions {
  channels: readonly NotificationChannel[];
  /** Owner of what nobody owns, an entity reference. */
  platformOwner?: string;
  /** The mildest of which anybody is told; 0 is the gravest. */
  lastSeverityRank: number;
  /** How many problems of a cluster one owner is told of one by one at a time. */
  mostAtOnce: number;
  logger: LoggerService;
}

/**
 * Decides who is to be told what of incidents, in the transaction that changes them, and writes it down to be sent. It compares how incidents are with what each
 * owner knows, not with how they were: a new owner is told as well, and nobody twice.
 */
export class NoticeWriter {
  readonly #options: NoticeWriterOptions;
  #hasSpokenOfUnowned = false;

  constructor(options: NoticeWriterOptions) {
    this.#options = options;
  }

  /** Of everything in a cluster. */
  async ofCluster(tx: Knex, cluster: string, at: Date): Promise<void> {
    await this.#write(tx, tx('incidents').where({ cluster }), cluster, at);
  }

  /** Of some incidents, in whichever clusters. */
  async ofIncidents(
    tx: Knex,
    incidents: readonly { id: string; cluster: string }[],
    at: Date,
  ): Promise<void> {
    for (const [cluster, group] of groupBy(incidents, each => each.cluster)) {
      const ids = group.map(each => each.id);
      await this.#write(
        tx,
        whereAnyOf(tx('incidents'), 'id', ids),
        cluster,
        at,
      );
    }
  }

  /** That the verdicts of investigations that nobody asked for are there, to the owners of what caused the incidents, as far as they know of the problem. */
  async ofVerdicts(
    tx: Knex,
    investigations: readonly { id: string; incidentId: string }[],
    at: Date,
  ): Promise<void> {
    const { channels, lastSeverityRank, platformOwner } = this.#options;
    const ids = [...new Set(investigations.map(each => each.incidentId))];
    const incidents = await selectTellable(
      tx,
      whereAnyOf(tx('incidents'), 'id', ids),
    );
    const concerned = await selectConcernedOwners(tx, ids);
    const causing = concerned.filter(({ role }) => role === 'cause');
    const owners = recipientsOf(ids, causing, platformOwner);
    const told = await selectTold(tx, ids);
    const deliveries = investigations.flatMap(({ id, incidentId }) => {
      const incident = incidents.get(incidentId);
      if (!incident || incident.severityRank > lastSeverityRank) return [];
      const { severityRank } = incident;
      return [...(owners.get(incidentId) ?? [])].flatMap(ownerRef => {
        const last = told.get(incidentId)?.get(ownerRef);
        if (!isAware(incident, last)) return [];
        const { thread } = last;
        const kind = 'investigated' as const;
        return {
          telling: { kind, incidentId, thread, ownerRef, severityRank },
          occasion: [incidentId, id],
        };
      });
    });
    await insertDeliveries(tx, deliveries, { channels, at });
  }

  async #write(tx: Knex, query: Knex.QueryBuilder, cluster: string, at: Date) {
    const { channels, lastSeverityRank, mostAtOnce, platformOwner } =
      this.#options;
    if (channels.length === 0) return;
    const incidents = await selectTellable(tx, query);
    const ids = [...incidents.keys()];
    const concerned = await selectConcernedOwners(tx, ids);
    const owners = recipientsOf(ids, concerned, platformOwner);
    const told = await selectTold(tx, ids);
    this.#speakOfUnowned(owners);
    const { notices, summaries } = planNotices({
      incidents,
      owners,
      told,
      lastSeverityRank,
      mostAtOnce,
    });
    await saveTold(tx, [
      ...notices,
      ...summaries.flatMap(summary =>
        summary.notices.map(each => ({ ...each, kind: 'summary' as const })),
      ),
    ]);
    await insertDeliveries(
      tx,
      [
        ...notices.map(newNotice),
        ...summaries.map(each => newSummary(each, cluster, at)),
      ],
      { channels, at },
    );
  }

  #speakOfUnowned(owners: ReadonlyMap<string, ReadonlySet<string>>) {
    const unowned = [...owners.values()].filter(each => each.size === 0);
    if (this.#hasSpokenOfUnowned || unowned.length === 0) return;
    this.#hasSpokenOfUnowned = true;
    this.#options.logger.debug(
      `Nobody is told of ${unowned.length} incidents, as nobody owns what they concern; opsagent.platformOwner names who is`,
    );
  }
}

function newNotice(notice: Notice) {
  const { incident, incidentId, kind, ownerRef } = notice;
  const { life, severityRank } = incident;
  const thread = threadOf(notice);
  return {
    telling: { kind, incidentId, thread, ownerRef, severityRank },
    occasion: [incidentId, life.stateSince.toISOString(), severityRank],
  };
}

function newSummary(
  { notices, ownerRef }: Summary,
  cluster: string,
  at: Date,
): NewDelivery {
  return {
    telling: {
      kind: 'summary',
      cluster,
      ownerRef,
      incidents: notices.length,
      severityRank: Math.min(
        ...notices.map(({ incident }) => incident.severityRank),
      ),
    },
    occasion: [cluster, at.toISOString()],
  };
}
