import {
  LoggerService,
  RootConfigService,
  RootSystemMetadataService,
} from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { FindingStore } from '../findings/FindingStore';
import { IncidentStore } from '../incidents/IncidentStore';
import { DatabaseDeliveryStore } from './DatabaseDeliveryStore';
import { Dispatcher } from './Dispatcher';
import { NoticeComposer } from './NoticeComposer';
import { NoticeWriter } from './NoticeWriter';
import { NotificationChannel } from './NotificationChannel';
import { OwnerView } from './OwnerView';
import { PortalChannel } from './PortalChannel';
import { WebhookChannel } from './WebhookChannel';
import { NotificationOptions } from './readNotificationOptions';

export interface NotificationDependencies {
  config: RootConfigService;
  database: Knex;
  findings: FindingStore;
  incidents: IncidentStore;
  logger: LoggerService;
  notifications: NotificationService;
  systemMetadata: RootSystemMetadataService;
}

/** What decides, what sends, and over which channels. */
export async function createNotifications(
  dependencies: NotificationDependencies,
  options: { notifications: NotificationOptions; platformOwner?: string },
) {
  const { database, logger } = dependencies;
  const { platformOwner } = options;
  const { lastSeverityRank, mostAtOnce } = options.notifications;
  const channels = await channelsOf(dependencies, options.notifications);
  const deliveries = new DatabaseDeliveryStore({ database });
  return {
    channels,
    deliveries,
    writer: new NoticeWriter({
      channels,
      platformOwner,
      lastSeverityRank,
      mostAtOnce,
      logger,
    }),
    dispatcher: new Dispatcher({
      deliveries,
      composer: new NoticeComposer({
        ...dependencies,
        deliveries,
        view: new OwnerView({ database, platformOwner }),
      }),
      channels,
      logger,
    }),
  };
}

async function channelsOf(
  { config, notifications, systemMetadata }: NotificationDependencies,
  { details, portal, webhooks }: NotificationOptions,
): Promise<NotificationChannel[]> {
  const plugins = await systemMetadata.getInstalledPlugins();
  const isInstalled = plugins.some(each => each.pluginId === 'notifications');
  return [
    ...((portal ?? isInstalled)
      ? [new PortalChannel({ notifications, details })]
      : []),
    ...webhooks.map(
      each =>
        new WebhookChannel({
          ...each,
          baseUrl: config.getString('app.baseUrl'),
        }),
    ),
  ];
}
