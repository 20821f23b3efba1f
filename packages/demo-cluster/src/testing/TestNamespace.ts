import { randomBytes } from 'node:crypto';
import type { KubeConfig } from '@kubernetes/client-node';
import { ApiClient, Answer } from './ApiClient';

/** A namespace of a suite's own, and the client that the suite asks with. */
export class TestNamespace {
  readonly name: string;
  readonly client: ApiClient;
  readonly kubeConfig: KubeConfig;

  static async create(kubeConfig: KubeConfig): Promise<TestNamespace> {
    const client = new ApiClient(kubeConfig);
    const name = `kubernetes-api-${randomBytes(4).toString('hex')}`;
    const created = await client.post('/api/v1/namespaces', {
      metadata: { name },
    });
    if (created.status !== 201) throw new Error(created.text);
    return new TestNamespace(name, client, kubeConfig);
  }

  private constructor(name: string, client: ApiClient, kubeConfig: KubeConfig) {
    this.name = name;
    this.client = client;
    this.kubeConfig = kubeConfig;
  }

  /** The path of a resource in this namespace, such as `pods/cart/log` or, in a named group, `apps/v1/deployments`. */
  path(resource: string): string {
    const [group, version, ...rest] = resource.split('/');
    return /^v\d/.test(version ?? '')
      ? `/apis/${group}/${version}/namespaces/${this.name}/${rest.join('/')}`
      : `/api/v1/namespaces/${this.name}/${resource}`;
  }

  /** Creates an object and repeats while the namespace's service account is still being made. */
  async create(resource: string, object: unknown): Promise<Answer> {
    for (let attempt = 0; ; attempt += 1) {
      const created = await this.client.post(this.path(resource), object);
      if (created.status === 201) return created;
      if (created.status !== 403 || attempt === 50) {
        throw new Error(`${resource}: ${created.text}`);
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  async remove(): Promise<void> {
    await this.client.delete(`/api/v1/namespaces/${this.name}`);
  }
}

/** Repeats a check until it stops throwing, for at most ten seconds. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  const end = Date.now() + 10_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
