import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { DatabaseFindingStore } from '../findings/DatabaseFindingStore';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { DatabaseDeliveryStore } from '../notifications/DatabaseDeliveryStore';
import { Dispatcher } from '../notifications/Dispatcher';
import { NoticeComposer } from '../notifications/NoticeComposer';
import { NoticeWriter } from '../notifications/NoticeWriter';
import {
  NoticeMessage,
  NotificationChannel,
} from '../notifications/NotificationChannel';
import { OwnerView } from '../notifications/OwnerView';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { CompletedScan } from '../scanning/ScanStore';
import { scan } from './fixtures';

export const PLATFORM = 'group:default/platform';

/** Keeps what it is sent. */
export function recordingChannel(fields: Partial<NotificationChannel> = {}) {
  const sent: NoticeMessage[] = [];
  const channel: NotificationChannel = {
    id: 'recording',
    label: 'the recording',
    timeout: 1_000,
    accepts: () => true,
    async send(message) {
      sent.push(message);
    },
    ...fields,
  };
  return { channel, sent };
}

/** Everything from a scan of cluster `prod` to what its owners are told. */
export async function tellingOwners(
  database: Knex,
  channels: readonly NotificationChannel[],
  mostAtOnce = 10,
) {
  const logger = mockServices.logger.mock();
  const clusters = new DatabaseClusterStore({ database });
  const findings = new DatabaseFindingStore({ database });
  const incidents = new DatabaseIncidentStore({ database });
  const deliveries = new DatabaseDeliveryStore({ database });
  const writer = new NoticeWriter({
    channels,
    platformOwner: PLATFORM,
    lastSeverityRank: 2,
    mostAtOnce,
    logger,
  });
  const view = new OwnerView({ database, platformOwner: PLATFORM });
  const composer = new NoticeComposer({
    deliveries,
    findings,
    incidents,
    view,
  });
  const scans = new DatabaseScanStore({ database, notices: writer });
  const dispatcher = new Dispatcher({ deliveries, composer, channels, logger });
  await clusters.saveListed([{ name: 'prod', scannable: true }]);
  return {
    composer,
    deliveries,
    dispatcher,
    findings,
    incidents,
    logger,
    writer,
    async scan(now: Date, fields: Partial<CompletedScan> = {}) {
      const expiresAt = new Date(now.getTime() + 60_000);
      const scanId = await clusters.beginScan('prod', { now, expiresAt });
      await scans.complete(
        scan({ scanId: scanId!, capturedAt: now, ...fields }),
      );
    },
  };
}

/** Says who owns entities. */
export async function own(
  database: Knex,
  owners: Record<string, readonly string[]>,
) {
  await database('entity_owners').delete();
  const rows = Object.entries(owners).flatMap(([entityRef, refs]) =>
    refs.map(ref => ({ entity_ref: entityRef, owner_ref: ref, distance: 0 })),
  );
  await database('entity_owners').insert(rows);
}
