import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { clusterListSchema } from '@opsagent/backstage-plugin-opsagent-common';
import { DemoCluster } from '@opsagent/demo-cluster';
import { KubernetesObject } from '@opsagent/engine';
import { callersOf } from './callersOf';
import { TestPortalOptions, startPortal } from './startPortal';

const HOUR_AGO = new Date(Date.now() - 3_600_000).toISOString();

interface NamedFields {
  apiVersion?: string;
  /** That it is labelled with. */
  entity?: string;
  labels?: Record<string, string>;
  owner?: Omit<OwnerReference, 'controller'>;
  [field: string]: unknown;
}

interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller: boolean;
}

function named(
  kind: string,
  name: string,
  { apiVersion = 'apps/v1', entity, labels, owner, ...rest }: NamedFields,
): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: {
      namespace: 'shop',
      name,
      uid: `${kind}-${name}`,
      creationTimestamp: HOUR_AGO,
      labels: {
        ...labels,
        ...(entity ? { 'backstage.io/kubernetes-id': entity } : {}),
      },
      ownerReferences: owner ? [{ ...owner, controller: true }] : [],
    },
    ...rest,
  };
}

function clusterWide(
  kind: string,
  name: string,
  fields: NamedFields,
): KubernetesObject {
  const object = named(kind, name, { apiVersion: 'v1', ...fields });
  const { namespace: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/**
 * Deployment `pay-server` of entity `pay` asks for Secret `pay-db`, which is not there, so its pod does not start; Service `cart-front` of entity `cart` routes to
 * that pod and to nothing else.
 */
function brokenShop(): KubernetesObject[] {
  const labels = { app: 'pay' };
  const owner = (kind: string, name: string) => ({
    apiVersion: 'apps/v1',
    kind,
    name,
    uid: `${kind}-${name}`,
  });
  const spec = {
    containers: [
      {
        name: 'server',
        image: 'registry.example.com/pay:1',
        env: [
          {
            name: 'PASSWORD',
            valueFrom: { secretKeyRef: { name: 'pay-db', key: 'password' } },
          },
          { name: 'TENANT', value: 'tenant (blue heron)' },
        ],
      },
    ],
  };
  const template = {
    metadata: { labels: { ...labels, 'backstage.io/kubernetes-id': 'pay' } },
    spec,
  };
  return [
    clusterWide('Namespace', 'shop', { status: { phase: 'Active' } }),
    clusterWide('Node', 'worker-1', {
      status: {
        capacity: { cpu: '4', memory: '8Gi', pods: '110' },
        allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    }),
    named('Deployment', 'pay-server', {
      entity: 'pay',
      spec: { replicas: 1, selector: { matchLabels: labels }, template },
      status: { replicas: 1, unavailableReplicas: 1 },
    }),
    named('ReplicaSet', 'pay-server-1', {
      entity: 'pay',
      labels,
      owner: owner('Deployment', 'pay-server'),
      spec: { replicas: 1, selector: { matchLabels: labels }, template },
      status: { replicas: 1 },
    }),
    named('Pod', 'pay-server-1-x', {
      apiVersion: 'v1',
      entity: 'pay',
      labels,
      owner: owner('ReplicaSet', 'pay-server-1'),
      spec: { ...spec, nodeName: 'worker-1' },
      status: {
        phase: 'Pending',
        startTime: HOUR_AGO,
        conditions: [
          { type: 'Ready', status: 'False', lastTransitionTime: HOUR_AGO },
        ],
        containerStatuses: [
          {
            name: 'server',
            ready: false,
            restartCount: 0,
            state: {
              waiting: {
                reason: 'CreateContainerConfigError',
                message: 'secret "pay-db" not found',
              },
            },
          },
        ],
      },
    }),
    named('Service', 'cart-front', {
      apiVersion: 'v1',
      entity: 'cart',
      spec: { selector: labels, ports: [{ port: 80 }] },
    }),
    named('EndpointSlice', 'cart-front-1', {
      apiVersion: 'discovery.k8s.io/v1',
      labels: { 'kubernetes.io/service-name': 'cart-front' },
      addressType: 'IPv4',
      ports: [{ port: 80 }],
      endpoints: [
        {
          addresses: ['10.0.0.1'],
          conditions: { ready: false },
          targetRef: { kind: 'Pod', namespace: 'shop', name: 'pay-server-1-x' },
        },
      ],
    }),
  ];
}

/** Its two entities. */
function shopEntities({ annotations, owners }: ShopOptions): Entity[] {
  return ['cart', 'pay'].map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/kubernetes-id': name,
        ...annotations?.[name],
      },
    },
    relations: (owners?.[name] ?? []).map(targetRef => ({
      type: RELATION_OWNED_BY,
      targetRef,
    })),
  }));
}

export interface ShopOptions extends Pick<TestPortalOptions, 'opsagent'> {
  /** Entity references, by the name of the entity. */
  owners?: Record<string, string[]>;
  /** By the name of the entity. */
  annotations?: Record<string, Record<string, string>>;
  /** Beside its own. */
  entities?: Entity[];
}

/** A portal that has scanned the broken shop. */
export async function startBrokenShop(options: ShopOptions = {}) {
  const { entities = [], opsagent } = options;
  const cluster = await DemoCluster.start({
    token: 'demo',
    objects: brokenShop(),
  });
  const portal = await startPortal({
    entities: [...shopEntities(options), ...entities],
    opsagent,
    clusters: { prod: cluster },
  });
  const callers = callersOf(portal);
  const scansToEnd = async () => {
    let scanning = true;
    while (scanning) {
      const { body } = await callers.service().get('/clusters');
      const { items } = clusterListSchema.parse(body);
      scanning = items.some(each => each.scanning);
    }
  };
  const scan = async () => {
    await portal.scheduler.triggerTask('scan-prod');
    await scansToEnd();
  };
  await portal.scheduler.triggerTask('list-clusters');
  await scan();
  const remove = (path: string) =>
    fetch(`${cluster.url}/${path}`, {
      method: 'DELETE',
      headers: { Authorization: 'Bearer demo' },
    });
  /** What is left is well, so the incident is over with the next scan. */
  const mend = async () => {
    await remove('apis/apps/v1/namespaces/shop/deployments/pay-server');
    await remove('apis/apps/v1/namespaces/shop/replicasets/pay-server-1');
    await remove('api/v1/namespaces/shop/pods/pay-server-1-x');
    await remove('api/v1/namespaces/shop/services/cart-front');
    await scan();
  };
  return { ...portal, callers, mend, scansToEnd, stop: () => cluster.close() };
}
