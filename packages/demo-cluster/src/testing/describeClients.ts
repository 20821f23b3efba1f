import { CoreV1Api, makeInformer, V1ConfigMap } from '@kubernetes/client-node';
import type { Suite } from './describeKubernetesApi';
import { configMap } from './fixtures';
import { eventually } from './TestNamespace';

export function describeClients(suite: Suite): void {
  describe('the JavaScript client', () => {
    it('reads its own writes with types', async () => {
      const api = suite().kubeConfig.makeApiClient(CoreV1Api);
      const namespace = suite().name;
      const created = await api.createNamespacedConfigMap({
        namespace,
        body: configMap('typed', { k: 'v' }),
      });
      expect(created.metadata?.creationTimestamp).toBeInstanceOf(Date);
      const read = await api.readNamespacedConfigMap({
        namespace,
        name: 'typed',
      });
      expect(read.data).toEqual({ k: 'v' });
      await expect(
        api.readNamespacedConfigMap({ namespace, name: 'none' }),
      ).rejects.toMatchObject({ code: 404 });
    });

    it('keeps an informer up to date', async () => {
      const { kubeConfig, name: namespace, client } = suite();
      const api = kubeConfig.makeApiClient(CoreV1Api);
      await suite().create(
        'configmaps',
        configMap('before', {}, { informed: 'yes' }),
      );
      const labelSelector = 'informed';
      const informer = makeInformer<V1ConfigMap>(
        kubeConfig,
        `/api/v1/namespaces/${namespace}/configmaps`,
        () => api.listNamespacedConfigMap({ namespace, labelSelector }),
        labelSelector,
      );
      const seen: string[] = [];
      for (const verb of ['add', 'update', 'delete'] as const) {
        informer.on(verb, object =>
          seen.push(`${verb} ${object.metadata?.name}`),
        );
      }
      await informer.start();
      try {
        await suite().create(
          'configmaps',
          configMap('during', {}, { informed: 'yes' }),
        );
        await client.patch(suite().path('configmaps/before'), 'merge', {
          data: { k: 'v' },
        });
        await client.delete(suite().path('configmaps/during'));
        await eventually(async () => {
          expect(seen).toEqual([
            'add before',
            'add during',
            'update before',
            'delete during',
          ]);
        });
      } finally {
        await informer.stop();
      }
    });
  });
}
