import type { Suite } from './describeKubernetesApi';
import { configMap, deployment } from './fixtures';

interface Container {
  name: string;
  image: string;
  env?: { name: string; value: string }[];
}

export function describePatches(suite: Suite): void {
  describe('patches', () => {
    const at = (path: string) => suite().path(path);

    it('merges JSON', async () => {
      await suite().create(
        'configmaps',
        configMap('merged', { a: '1', b: '2' }),
      );
      const { status, body } = await suite().client.patch(
        at('configmaps/merged'),
        'merge',
        { data: { a: null, c: '3' } },
      );
      expect(status).toBe(200);
      expect(body).toMatchObject({ kind: 'ConfigMap' });
      expect(body.data).toEqual({ b: '2', c: '3' });
    });

    it('carries out JSON patch operations, all or none', async () => {
      await suite().create('configmaps', configMap('operated', { a: '1' }));
      const patch = async (operations: unknown) =>
        suite().client.patch(at('configmaps/operated'), 'json', operations);
      const add = { op: 'add', path: '/data/b', value: '2' };
      const done = await patch([
        { op: 'test', path: '/data/a', value: '1' },
        add,
        { op: 'remove', path: '/data/a' },
      ]);
      expect(done.body.data).toEqual({ b: '2' });
      const refused = await patch([
        { op: 'replace', path: '/data/b', value: '9' },
        { op: 'test', path: '/data/b', value: '2' },
      ]);
      expect(refused.body).toEqual({
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message:
          'the server rejected our request due to an error in our request',
        reason: 'Invalid',
        details: {},
        code: 422,
      });
      expect(
        (await suite().client.get(at('configmaps/operated'))).body.data,
      ).toEqual({ b: '2' });
    });

    it('merges lists by their keys in a strategic merge patch', async () => {
      await suite().create('apps/v1/deployments', deployment('strategic'));
      const patch = async (containers: unknown[]) => {
        const { body } = await suite().client.patch(
          at('apps/v1/deployments/strategic'),
          'strategic-merge',
          {
            spec: { template: { spec: { containers } } },
          },
        );
        const { template } = body.spec as {
          template: { spec: { containers: Container[] } };
        };
        return new Map(template.spec.containers.map(each => [each.name, each]));
      };

      const changed = await patch([
        {
          name: 'app',
          image: 'registry.example.org/app:2',
          env: [
            { name: 'LEVEL', value: 'debug' },
            { name: 'MODE', $patch: 'delete' },
            { name: 'NEW', value: 'yes' },
          ],
        },
      ]);
      expect(changed.get('app')?.image).toBe('registry.example.org/app:2');
      const env = changed
        .get('app')
        ?.env?.map(({ name, value }) => `${name}=${value}`);
      expect(env?.sort()).toEqual(['LEVEL=debug', 'NEW=yes']);
      expect(changed.get('proxy')?.image).toBe('registry.example.org/proxy:1');

      const removed = await patch([{ name: 'proxy', $patch: 'delete' }]);
      expect([...removed.keys()]).toEqual(['app']);
    });

    it('follows the directives of a strategic merge patch', async () => {
      const path = at('apps/v1/deployments/directed');
      const made = deployment('directed');
      const metadata = {
        ...made.metadata,
        finalizers: ['example.org/one', 'example.org/two'],
      };
      await suite().create('apps/v1/deployments', { ...made, metadata });
      const patch = async (body: unknown) =>
        (await suite().client.patch(path, 'strategic-merge', body)).body;

      const rolling = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 2 } };
      expect(
        (await patch({ spec: { strategy: rolling } })).spec.strategy,
      ).toMatchObject(rolling);
      const recreate = { $retainKeys: ['type'], type: 'Recreate' };
      expect(
        (await patch({ spec: { strategy: recreate } })).spec.strategy,
      ).toEqual({ type: 'Recreate' });

      const replaced = await patch({
        spec: {
          template: {
            spec: {
              containers: [
                { $patch: 'replace' },
                { name: 'only', image: 'registry.example.org/only:1' },
              ],
            },
          },
        },
      });
      expect(JSON.stringify(replaced.spec)).not.toContain('proxy');

      const labels = { $patch: 'replace', kept: 'yes' };
      expect((await patch({ metadata: { labels } })).metadata.labels).toEqual({
        kept: 'yes',
      });

      const left = await patch({
        metadata: {
          '$deleteFromPrimitiveList/finalizers': ['example.org/one'],
          finalizers: ['example.org/three'],
        },
      });
      expect([...(left.metadata.finalizers ?? [])].sort()).toEqual([
        'example.org/three',
        'example.org/two',
      ]);
      await suite().client.patch(path, 'merge', {
        metadata: { finalizers: null },
      });
    });

    it('applies a configuration, also to an object that is not there yet', async () => {
      const apply = async (data: Record<string, string>) =>
        suite().client.patch(
          `${at('configmaps/applied')}?fieldManager=suite`,
          'apply',
          configMap('applied', data),
        );
      expect((await apply({ a: '1' })).status).toBe(201);
      const again = await apply({ a: '2', b: '3' });
      expect(again.status).toBe(200);
      expect(again.body).toMatchObject({
        kind: 'ConfigMap',
        apiVersion: 'v1',
        data: { a: '2', b: '3' },
      });
    });

    it('changes only the status through its subresource, and never beside it', async () => {
      await suite().create('apps/v1/deployments', deployment('reported'));
      const conditions = [{ type: 'Suite', status: 'True' }];
      const patch = { spec: { minReadySeconds: 7 }, status: { conditions } };
      const path = at('apps/v1/deployments/reported');
      const main = await suite().client.patch(path, 'strategic-merge', patch);
      expect(main.body.spec.minReadySeconds).toBe(7);
      expect(JSON.stringify(main.body.status)).not.toContain('"Suite"');
      const status = await suite().client.patch(
        `${path}/status`,
        'strategic-merge',
        { ...patch, spec: { minReadySeconds: 9 } },
      );
      expect(status.body.spec.minReadySeconds).toBe(7);
      expect(status.body.status).toMatchObject({
        conditions: expect.arrayContaining([
          expect.objectContaining(conditions[0]),
        ]),
      });
    });
  });
}
