import type { KubeConfig } from '@kubernetes/client-node';
import { describeClients } from './describeClients';
import { describeDiscovery } from './describeDiscovery';
import { describeFailures } from './describeFailures';
import { describeLists } from './describeLists';
import { describePatches } from './describePatches';
import { describeWatches } from './describeWatches';
import { describeWrites } from './describeWrites';
import { TestNamespace } from './TestNamespace';

/** Reaches the namespace of the running suite; only inside a test. */
export type Suite = () => TestNamespace;

/**
 * Defines tests of what clients rely on in a Kubernetes API: the demo cluster and a real API server must both pass them. They work in a namespace of their own,
 * which is deleted afterwards, and need a user who may do everything.
 */
export function describeKubernetesApi(
  name: string,
  connect: () => Promise<{ kubeConfig: KubeConfig }>,
): void {
  describe(`${name} as a Kubernetes API`, () => {
    let namespace: TestNamespace;
    const suite: Suite = () => namespace;

    beforeAll(async () => {
      const { kubeConfig } = await connect();
      namespace = await TestNamespace.create(kubeConfig);
    }, 60_000);

    afterAll(async () => {
      await namespace?.remove();
    });

    describeDiscovery(suite);
    describeLists(suite);
    describeWatches(suite);
    describeWrites(suite);
    describePatches(suite);
    describeFailures(suite);
    describeClients(suite);
  });
}
