import {
  PermissionsServiceRequestOptions,
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
import {
  AuthorizeResult,
  Permission,
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { opsagentDetectorsExtensionPoint } from '@opsagent/backstage-plugin-opsagent-node';
import { DemoCluster } from '@opsagent/demo-cluster';
import { Detector } from '@opsagent/engine';
import opsagentPlugin from '..';
import { kubernetesPluginStandIn } from './kubernetesPluginStandIn';

/** What users of the test portal may not do. Services may do everything, as in a real portal. */
export interface Restrictions {
  permissions: Set<string>;
  /** By permission, what has to be true of what it is asked for. */
  conditions: Map<string, PermissionCriteria<PermissionCondition>>;
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
  const denied: Restrictions = {
    permissions: new Set(),
    conditions: new Map(),
    entities: new Set(),
  };
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
  const restrictsFor = (options?: PermissionsServiceRequestOptions) =>
    options !== undefined &&
    'credentials' in options &&
    (options.credentials.principal as { type?: string }).type === 'user';
  const decide = ({ name }: Permission, isRestricted: boolean) => ({
    result:
      isRestricted && denied.permissions.has(name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
  });
  return mockServices.permissions.mock({
    authorize: async (requests, options) =>
      requests.map(({ permission }) =>
        decide(permission, restrictsFor(options)),
      ),
    authorizeConditional: async (requests, options) =>
      requests.map(({ permission }) => {
        const isRestricted = restrictsFor(options);
        const decision = decide(permission, isRestricted);
        const conditions = denied.conditions.get(permission.name);
        if (!isRestricted || !conditions) return decision;
        if (decision.result === AuthorizeResult.DENY) return decision;
        return {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'opsagent',
          resourceType: permission.resourceType,
          conditions,
        };
      }),
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
