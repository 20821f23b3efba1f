import { DemoCluster } from '@opsagent/demo-cluster';
import { Portal, component } from '@opsagent/test-cluster';
import { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';

const COMPONENT = 'checkout';
const SERVICE = 'cash-register';
/** Whatever a frontend asks of its backend, wherever that listens. */
const API = /^https?:\/\/[^/]+\/api\//;

const OBJECTS = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'cloud' },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: COMPONENT,
      namespace: 'shop',
      creationTimestamp: '2026-01-01T00:00:00Z',
      labels: { 'backstage.io/kubernetes-id': COMPONENT },
    },
    spec: {
      ingressClassName: 'cloud',
      defaultBackend: { service: { name: SERVICE, port: { number: 80 } } },
    },
    status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
  },
];

/** A portal of its own whose guest lacks a permission. Its one component has an incident: an Ingress leads to a Service that is not there. */
export class DenyingPortal {
  readonly component = COMPONENT;
  /** What only the findings name. */
  readonly service = SERVICE;
  /** The id of the incident. */
  readonly incident: string;
  readonly #portal: Portal;
  readonly #cluster: DemoCluster;

  /** Takes half a minute or so, the first scan included. */
  static async start(permission: string): Promise<DenyingPortal> {
    const cluster = await DemoCluster.start({
      objects: OBJECTS,
      token: randomUUID(),
    });
    const name = 'harbour';
    const portal = await Portal.start({
      clusters: [
        {
          controlPlane: { name, server: cluster.url },
          token: cluster.token ?? '',
        },
      ],
      entities: [component(COMPONENT)],
      deny: [{ users: ['user:default/guest'], permissions: [permission] }],
    }).catch(async error => {
      await cluster.close();
      throw error;
    });
    try {
      await portal.scan(name);
      const { items } = await portal.client.listIncidents();
      if (items.length !== 1)
        throw new Error(`one incident was expected, not ${items.length}`);
      return new DenyingPortal(portal, cluster, items[0].id);
    } catch (error) {
      await portal.stop();
      await cluster.close();
      throw error;
    }
  }

  private constructor(portal: Portal, cluster: DemoCluster, incident: string) {
    this.#portal = portal;
    this.#cluster = cluster;
    this.incident = incident;
  }

  /** Lets the frontend of the demo portal ask this backend instead of its own. */
  async serve(page: Page): Promise<void> {
    await page.route(API, route => {
      const { pathname, search } = new URL(route.request().url());
      return route.continue({
        url: `${this.#portal.baseUrl}${pathname}${search}`,
      });
    });
  }

  async stop(): Promise<void> {
    await this.#portal.stop();
    await this.#cluster.close();
  }
}
