import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { AlertStore } from '../alerts/AlertStore';
import { ClusterStore } from '../clusters/ClusterStore';
import { DatabaseConversationStore } from '../conversations/DatabaseConversationStore';
import { IncidentStore } from '../incidents/IncidentStore';
import { DatabaseInvestigationStore } from '../investigations/DatabaseInvestigationStore';
import { DatabaseSpending } from '../models/DatabaseSpending';
import { DeliveryStore } from '../notifications/DeliveryStore';
import { DatabaseSummaryStore } from '../summaries/DatabaseSummaryStore';
import { FindingStore } from './FindingStore';

export interface RetentionOptions {
  clusters: Pick<ClusterStore, 'deleteUnlisted'>;
  findings: Pick<FindingStore, 'deleteOlderThan'>;
  incidents: Pick<IncidentStore, 'deleteOlderThan'>;
  alerts: Pick<AlertStore, 'deleteOlderThan'>;
  investigations: Pick<DatabaseInvestigationStore, 'deleteOlderThan'>;
  conversations: Pick<DatabaseConversationStore, 'deleteOlderThan'>;
  summaries: Pick<DatabaseSummaryStore, 'deleteOlderThan'>;
  spending: Pick<DatabaseSpending, 'deleteOlderThan'>;
  deliveries: Pick<DeliveryStore, 'deleteOlderThan'>;
  scheduler: SchedulerService;
  logger: LoggerService;
  /** Milliseconds. */
  retention: number;
}

/**
 * Forgets findings, incidents and alerts that were resolved, or could no longer be looked at, longer ago than the retention, what was sent, investigated and asked before, and then clusters
 * that are gone.
 */
export async function scheduleRetention(
  options: RetentionOptions,
): Promise<void> {
  const { alerts, clusters, conversations, deliveries, findings, incidents } =
    options;
  const { investigations, logger, retention, scheduler, spending, summaries } =
    options;
  await scheduler.scheduleTask({
    id: 'delete-old-findings',
    frequency: { hours: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    scope: 'global',
    fn: async () => {
      const moment = new Date(Date.now() - retention);
      const deleted = await findings.deleteOlderThan(moment);
      if (deleted > 0) {
        logger.info(
          `Deleted ${deleted} findings from before ${moment.toISOString()}`,
        );
      }
      const forgotten = await incidents.deleteOlderThan(moment);
      if (forgotten > 0) logger.info(`Deleted ${forgotten} incidents`);
      const ended = await alerts.deleteOlderThan(moment);
      if (ended > 0) logger.info(`Deleted ${ended} alerts`);
      await deliveries.deleteOlderThan(moment);
      await investigations.deleteOlderThan(moment);
      await conversations.deleteOlderThan(moment);
      await summaries.deleteOlderThan(moment);
      await spending.deleteOlderThan(moment);
      const gone = await clusters.deleteUnlisted({ scannedBefore: moment });
      if (gone > 0) logger.info(`Forgot ${gone} clusters that are gone`);
    },
  });
}
