import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  opsagentDetectorsExtensionPoint,
  opsagentModelsExtensionPoint,
} from '@opsagent/backstage-plugin-opsagent-node';
import { registerActions } from './actions/registerActions';
import { AlertIntake } from './alerts/AlertIntake';
import { AuthorizedAlerts } from './alerts/AuthorizedAlerts';
import { DatabaseAlertStore } from './alerts/DatabaseAlertStore';
import { scheduleAlertUpkeep } from './alerts/scheduleAlertUpkeep';
import { ChangeBroadcast } from './changes/ChangeBroadcast';
import { AuthorizedClusters } from './clusters/AuthorizedClusters';
import { ClusterRegistry } from './clusters/ClusterRegistry';
import { CollectingSnapshotProvider } from './clusters/CollectingSnapshotProvider';
import { DatabaseClusterStore } from './clusters/DatabaseClusterStore';
import { KubernetesConnection } from './clusters/KubernetesConnection';
import { warnOfUnknownKeys } from './configuration/warnOfUnknownKeys';
import { createConversations } from './conversations/createConversations';
import { migratedClient } from './database/migrate';
import { AuthorizedEntityHealth } from './entities/AuthorizedEntityHealth';
import { DatabaseEntityOwners } from './entities/DatabaseEntityOwners';
import { EntityCatalog } from './entities/EntityCatalog';
import { VisibleEntities } from './entities/VisibleEntities';
import { AuthorizedFindings } from './findings/AuthorizedFindings';
import { DatabaseFindingStore } from './findings/DatabaseFindingStore';
import { scheduleRetention } from './findings/scheduleRetention';
import { AuthorizedIncidents } from './incidents/AuthorizedIncidents';
import { DatabaseIncidentStore } from './incidents/DatabaseIncidentStore';
import { scheduleAutomatic } from './investigations/automatic/scheduleAutomatic';
import { createInvestigations } from './investigations/createInvestigations';
import { createPortalPrivacy } from './investigations/createPortalPrivacy';
import { scheduleWaking } from './lifecycle/scheduleWaking';
import { AuthorizedOverview } from './overview/AuthorizedOverview';
import { DatabaseOverviewStore } from './overview/DatabaseOverviewStore';
import { AddedModels } from './models/AddedModels';
import { ModelTelemetry } from './models/ModelTelemetry';
import { ModelTracing } from './models/ModelTracing';
import { PortalModels } from './models/PortalModels';
import { createNotifications } from './notifications/createNotifications';
import { scheduleNotifications } from './notifications/scheduleNotifications';
import { Authorizer } from './permissions/Authorizer';
import { CallerVisibility } from './permissions/CallerVisibility';
import { FindingResources } from './permissions/FindingResources';
import { PolicyConditions } from './permissions/PolicyConditions';
import { registerPermissions } from './permissions/registerPermissions';
import { readOptions } from './readOptions';
import { AuthorizedResources } from './resources/AuthorizedResources';
import { DatabasePlaceCounts } from './resources/DatabasePlaceCounts';
import { DatabaseResourceStore } from './resources/DatabaseResourceStore';
import { createRouter } from './router/createRouter';
import { scheduleInterruption } from './runs/scheduleInterruption';
import { DatabaseScanStore } from './scanning/DatabaseScanStore';
import { DetectorRegistry } from './scanning/DetectorRegistry';
import { ScanSchedule } from './scanning/ScanSchedule';
import { Scanner } from './scanning/Scanner';
import { createSummaries } from './summaries/createSummaries';

/**
 * Scans the clusters of the portal's Kubernetes plugin and serves what it finds.
 *
 * Needs the `kubernetes` and `catalog` plugins in the same portal.
 */
export const opsagentPlugin = createBackendPlugin({
  pluginId: 'opsagent',
  register(env) {
    const detectors = new DetectorRegistry();
    env.registerExtensionPoint(opsagentDetectorsExtensionPoint, detectors);
    const models = new AddedModels();
    env.registerExtensionPoint(opsagentModelsExtensionPoint, models);

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        cache: coreServices.cache,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        systemMetadata: coreServices.rootSystemMetadata,
        tracing: tracingServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(services) {
        const { auth, catalog, discovery, logger, scheduler } = services;
        const options = readOptions(services.config);
        warnOfUnknownKeys(services);
        const database = await migratedClient(services.database);
        const clusters = new DatabaseClusterStore({ database });
        const findings = new DatabaseFindingStore({ database, ...options });
        const incidents = new DatabaseIncidentStore({
          database,
          ...options,
        });
        const { clusterLabel } = options;
        const owners = new DatabaseEntityOwners({ database });
        const changes = new ChangeBroadcast(services);
        const notifications = await createNotifications(
          { ...services, database, findings, incidents },
          options,
        );
        const alerts = new DatabaseAlertStore({ database });
        registerPermissions({
          ...services,
          resources: new FindingResources({ database, ...options }),
        });
        const authorizer = new Authorizer({
          ...services,
          conditions: new PolicyConditions({ ...services, ...options, owners }),
        });
        const registry = new ClusterRegistry({ auth, discovery, ...options });
        const entities = new EntityCatalog({
          auth,
          catalog,
          logger,
          ...options,
        });
        const scanner = new Scanner({
          clusters,
          scans: new DatabaseScanStore({
            database,
            notices: notifications.writer,
          }),
          snapshots: new CollectingSnapshotProvider({
            connection: new KubernetesConnection({ auth, discovery }),
            secrets: options.secrets,
            requestTimeout: options.requestTimeout,
          }),
          entities,
          owners,
          detectors: detectors.all(),
          logger,
          timeout: options.scanTimeout,
          concurrency: options.concurrency,
          onScanned: ({ changed }) => {
            if (changed) changes.announce();
            void notifications.dispatcher.send();
          },
        });

        const visibleEntities = new VisibleEntities({ catalog });
        const visibility = new CallerVisibility({
          visibleEntities,
          authorizer,
        });
        const authorizedIncidents = new AuthorizedIncidents({
          findings,
          alerts,
          incidents,
          visibility,
        });
        const telemetry = new ModelTelemetry({ ...services, ...options });
        const tracing = new ModelTracing({ ...services, ...options });
        const portalModels = new PortalModels({
          configured: options.models,
          added: models.all(),
          roles: options.modelRoles,
          onCall: call => telemetry.record(call),
          wrap: tracing.wrap,
        });
        const investigations = createInvestigations(
          {
            ...services,
            authorized: authorizedIncidents,
            authorizer,
            changes,
            database,
            detectors: detectors.all(),
            findings,
            incidents,
            models: portalModels,
            tracing,
            visibility,
            visibleEntities,
          },
          options,
        );
        const summaries = createSummaries(
          {
            ...investigations,
            database,
            models: portalModels,
            tracing,
            createPrivacy: createPortalPrivacy,
          },
          options,
        );
        services.lifecycle.addShutdownHook(() => scanner.stop());
        services.lifecycle.addShutdownHook(() => summaries.writer.stop());
        services.lifecycle.addShutdownHook(() => investigations.runner.stop());
        services.lifecycle.addShutdownHook(() =>
          notifications.dispatcher.stop(),
        );
        const authorizedClusters = new AuthorizedClusters({
          clusters,
          registry,
          scanner,
          authorizer,
        });
        const entityHealth = new AuthorizedEntityHealth({
          catalog,
          alerts,
          clusters,
          findings,
          incidents: authorizedIncidents,
          visibility,
          authorizer,
        });
        const conversations = createConversations(
          {
            ...services,
            ...investigations,
            authorized: authorizedIncidents,
            authorizedClusters,
            authorizer,
            clusters,
            database,
            entityHealth,
            incidents,
            models: portalModels,
            tracing,
            visibility,
          },
          options,
        );
        services.lifecycle.addShutdownHook(() => conversations.stop());
        services.httpRouter.use(
          createRouter({
            auditor: services.auditor,
            httpAuth: services.httpAuth,
            changes,
            clusters: authorizedClusters,
            resources: new AuthorizedResources({
              clusters: authorizedClusters,
              resources: new DatabaseResourceStore({ database }),
              counts: new DatabasePlaceCounts({ database }),
              findings,
              incidents,
              visibility,
              titles: new Map(
                detectors.all().map(each => [each.id, each.title]),
              ),
            }),
            findings: new AuthorizedFindings({
              findings,
              visibility,
            }),
            incidents: authorizedIncidents,
            investigations: investigations.authorized,
            conversations: conversations.authorized,
            summaries: summaries.authorized,
            entityHealth,
            intake: new AlertIntake({
              alerts,
              authorizer,
              logger,
              clusterLabel,
            }),
            alerts: new AuthorizedAlerts({ alerts, visibility, clusterLabel }),
            overview: new AuthorizedOverview({
              overview: new DatabaseOverviewStore({ database, ...options }),
              clusters: authorizedClusters,
              incidents,
              visibility,
            }),
          }),
        );
        registerActions({
          actionsRegistry: services.actionsRegistry,
          auditor: services.auditor,
          changes,
          clusters: authorizedClusters,
          entityHealth,
          incidents: authorizedIncidents,
        });
        const { retention } = options;
        await scheduleRetention({
          clusters,
          findings,
          incidents,
          alerts,
          investigations: investigations.store,
          conversations: conversations.store,
          summaries: summaries.store,
          spending: investigations.spending,
          deliveries: notifications.deliveries,
          scheduler,
          logger,
          retention,
        });
        await scheduleInterruption({
          ...services,
          stores: [investigations.store, conversations.store],
          changes,
        });
        await scheduleAutomatic({ ...services, ...investigations });
        await scheduleAlertUpkeep({
          alerts,
          changes,
          scheduler,
          logger,
          endUnheardAfter: options.alertsUnheard,
        });
        await scheduleWaking({
          database,
          scheduler,
          changes,
          notices: notifications.writer,
        });
        await scheduleNotifications({
          ...notifications,
          database,
          scheduler,
          platformOwner: options.platformOwner,
          digest: options.notifications.digest,
        });
        await new ScanSchedule({
          registry,
          clusters,
          scanner,
          entities,
          scheduler,
          auth,
          logger,
          schedule: options,
        }).start();
      },
    });
  },
});
