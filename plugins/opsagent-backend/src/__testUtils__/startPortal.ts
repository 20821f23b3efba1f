import {
  BackstageCredentials,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  NotificationSendOptions,
  notificationService,
} from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { opsagentDetectorsExtensionPoint } from '@opsagent/backstage-plugin-opsagent-node';
import { DemoCluster } from '@opsagent/demo-cluster';
import { Detector } from '@opsagent/engine';
import opsagentPlugin from '..';
import { kubernetesPluginStandIn } from './kubernetesPluginStandIn';

/** What users of the test portal may not do. Services may do everything, as in a real portal. */
export interface Restrictions {
  permissions: Set<string>;
  /** Entity refs. */
  entities: Set<string>;
}

export interface TestPortalOptions {
  entities: Entity[];
  /** Clusters that the Kubernetes plugin reads with a token of its own. */
  clusters: Record<string, Pick<DemoCluster, 'url' | 'token'>>;
  /** Names of clusters for which each user brings a token. */
  clientSideClusters?: string[];
  opsagent?: JsonObject;
  /** Beside those that ship. */
  detectors?: Detector[];
}

/** The plugin beside a stand-in for the Kubernetes plugin, on a scheduler that runs tasks when told to. */
export async function startPortal(options: TestPortalOptions) {
  const denied: Restrictions = { permissions: new Set(), entities: new Set() };
  const scheduler = mockServices.scheduler();
  const actions = actionsRegistryServiceMock();
  const notify = jest.fn<Promise<void>, [NotificationSendOptions]>();
  notify.mockResolvedValue(undefined);
  const auditor = mockServices.auditor.mock();
  auditor.createEvent.mockImplementation(async () => ({
    success: async () => {},
    fail: async () => {},
  }));
  const clusters = [
    ...Object.entries(options.clusters).map(([name, { url, token }]) => ({
      name,
      url,
      token,
      authProvider: 'serviceAccount',
    })),
    ...(options.clientSideClusters ?? []).map(name => ({
      name,
      url: 'https://localhost:1',
      authProvider: 'oidc',
    })),
  ];
  const { server } = await startTestBackend({
    features: [
      opsagentPlugin,
      kubernetesPluginStandIn(clusters),
      moduleAdding(options.detectors ?? []),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send: notify }),
      }),
      permissionsDenying(denied),
      catalogHiding(denied, options.entities),
      auditor.factory,
      mockServices.rootSystemMetadata.factory(),
      mockServices.rootConfig.factory({
        data: { opsagent: options.opsagent ?? {} },
      }),
    ],
  });
  return { actions, auditor, denied, notify, scheduler, server };
}

function moduleAdding(added: Detector[]) {
  return createBackendModule({
    pluginId: 'opsagent',
    moduleId: 'test-detectors',
    register(env) {
      env.registerInit({
        deps: { detectors: opsagentDetectorsExtensionPoint },
        init: async ({ detectors }) => detectors.addDetector(...added),
      });
    },
  });
}

function permissionsDenying(denied: Restrictions) {
  const isUser = (credentials?: BackstageCredentials) =>
    (credentials?.principal as { type?: string } | undefined)?.type === 'user';
  return mockServices.permissions.mock({
    authorize: async (requests, { credentials } = {} as never) =>
      requests.map(({ permission }) => ({
        result:
          isUser(credentials as BackstageCredentials) &&
          denied.permissions.has(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
  }).factory;
}

function catalogHiding(denied: Restrictions, entities: Entity[]) {
  const everything = catalogServiceMock({ entities });
  const isVisible = (entity?: Entity) =>
    entity !== undefined && !denied.entities.has(stringifyEntityRef(entity));
  return createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () =>
      catalogServiceMock.mock({
        streamEntities: everything.streamEntities.bind(everything),
        queryEntities: everything.queryEntities.bind(everything),
        getEntityByRef: async ref => {
          const entity = await everything.getEntityByRef(ref);
          return isVisible(entity) ? entity : undefined;
        },
        getEntitiesByRefs: async ({ entityRefs }) => {
          const { items } = await everything.getEntitiesByRefs({ entityRefs });
          return { items: items.map(e => (isVisible(e) ? e : undefined)) };
        },
      }),
  });
}
