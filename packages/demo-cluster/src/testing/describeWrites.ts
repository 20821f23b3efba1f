import type { Suite } from './describeKubernetesApi';
import { configMap, deployment } from './fixtures';
import { eventually } from './TestNamespace';

export function describeWrites(suite: Suite): void {
  describe('writes', () => {
    const at = (path: string) => suite().path(path);

    it('creates an object with an identity of its own', async () => {
      const { status, body } = await suite().client.post(
        at('configmaps'),
        configMap('created'),
      );
      expect(status).toBe(201);
      expect(body.metadata).toMatchObject({
        name: 'created',
        namespace: suite().name,
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        resourceVersion: expect.stringMatching(/^\d+$/),
        creationTimestamp: expect.stringMatching(
          /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
        ),
      });
    });

    it('makes up a name', async () => {
      const { body } = await suite().client.post(at('configmaps'), {
        metadata: { generateName: 'some-' },
      });
      expect(body.metadata.name).toMatch(/^some-[a-z0-9]{5}$/);
    });

    it('stores nothing in a dry run', async () => {
      const { client } = suite();
      const dry = await client.post(
        `${at('configmaps')}?dryRun=All`,
        configMap('dry'),
      );
      expect(dry.status).toBe(201);
      expect(dry.body.metadata).not.toHaveProperty('resourceVersion');
      expect((await client.get(at('configmaps/dry'))).status).toBe(404);

      await suite().create('configmaps', configMap('kept', { k: 'old' }));
      const patched = await client.patch(
        `${at('configmaps/kept')}?dryRun=All`,
        'merge',
        { data: { k: 'new' } },
      );
      expect(patched.body).toMatchObject({ data: { k: 'new' } });
      const removed = await client.delete(
        `${at('configmaps/kept')}?dryRun=All`,
      );
      expect(removed.body).toMatchObject({ status: 'Success' });
      expect((await client.get(at('configmaps/kept'))).body).toMatchObject({
        data: { k: 'old' },
      });
    });

    it('replaces an object and moves its resource version', async () => {
      const { body: created } = await suite().create(
        'configmaps',
        configMap('replaced', { k: 'old' }),
      );
      const { status, body } = await suite().client.put(
        at('configmaps/replaced'),
        { ...created, data: { k: 'new' } },
      );
      expect(status).toBe(200);
      expect(body).toMatchObject({
        data: { k: 'new' },
        metadata: { uid: created.metadata.uid },
      });
      expect(Number(body.metadata.resourceVersion)).toBeGreaterThan(
        Number(created.metadata.resourceVersion),
      );
    });

    it('keeps the version of an object that a write does not change', async () => {
      const { body: created } = await suite().create(
        'configmaps',
        configMap('same', { k: 'v' }),
      );
      const { body } = await suite().client.patch(
        at('configmaps/same'),
        'merge',
        { data: { k: 'v' } },
      );
      expect(body.metadata.resourceVersion).toBe(
        created.metadata.resourceVersion,
      );
    });

    it('refuses a writer who had read an older version', async () => {
      const { client } = suite();
      const { body: read } = await suite().create(
        'configmaps',
        configMap('contested'),
      );
      await client.patch(at('configmaps/contested'), 'merge', {
        data: { k: 'first' },
      });
      const conflict = {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message:
          'Operation cannot be fulfilled on configmaps "contested": the object has been modified; please apply your changes to the latest version and try again',
        reason: 'Conflict',
        details: { name: 'contested', kind: 'configmaps' },
        code: 409,
      };
      const replaced = await client.put(at('configmaps/contested'), {
        ...read,
        data: { k: 'second' },
      });
      expect(replaced.body).toEqual(conflict);
      const { resourceVersion } = read.metadata;
      const patched = await client.patch(at('configmaps/contested'), 'merge', {
        metadata: { resourceVersion },
        data: { k: 'second' },
      });
      expect(patched.body).toEqual(conflict);
    });

    it('counts changes of a spec, and reads and sets its scale', async () => {
      const { client } = suite();
      const { body: created } = await suite().create(
        'apps/v1/deployments',
        deployment('scaled'),
      );
      expect(created.metadata.generation).toBe(1);
      const scale = await client.patch(
        at('apps/v1/deployments/scaled/scale'),
        'merge',
        { spec: { replicas: 0 } },
      );
      expect(scale.body).toMatchObject({
        kind: 'Scale',
        apiVersion: 'autoscaling/v1',
        metadata: { name: 'scaled', uid: created.metadata.uid },
        spec: {},
        status: { selector: 'app=scaled' },
      });
      const paused = await client.patch(
        at('apps/v1/deployments/scaled'),
        'strategic-merge',
        { spec: { paused: true } },
      );
      expect(paused.body.metadata.generation).toBe(2);
      await client.patch(at('apps/v1/deployments/scaled/scale'), 'merge', {
        spec: { replicas: 2 },
      });
      const { body } = await client.get(at('apps/v1/deployments/scaled'));
      expect(body).toMatchObject({
        metadata: { generation: 3 },
        spec: { replicas: 2 },
      });
    });

    it('deletes only the object that is meant', async () => {
      const { client } = suite();
      const { body } = await suite().create('configmaps', configMap('meant'));
      const other = await client.delete(at('configmaps/meant'), {
        preconditions: { uid: 'another' },
      });
      expect(other).toMatchObject({
        status: 409,
        body: {
          reason: 'Conflict',
          details: { name: 'meant', kind: 'ConfigMap' },
        },
      });
      const { uid } = body.metadata;
      const meant = await client.delete(at('configmaps/meant'), {
        preconditions: { uid },
      });
      expect(meant.body).toEqual({
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Success',
        details: { name: 'meant', kind: 'configmaps', uid },
      });
    });

    it('deletes what an object owned', async () => {
      const { client } = suite();
      const { body: owner } = await suite().create(
        'configmaps',
        configMap('owner'),
      );
      const { name, uid } = owner.metadata;
      const dependent = configMap('dependent');
      const ownerReferences = [
        { apiVersion: 'v1', kind: 'ConfigMap', name, uid },
      ];
      await suite().create('configmaps', {
        ...dependent,
        metadata: { ...dependent.metadata, ownerReferences },
      });
      await client.delete(at('configmaps/owner'));
      await eventually(async () => {
        expect((await client.get(at('configmaps/dependent'))).status).toBe(404);
      });
    });

    it('keeps an object with finalizers until they are gone', async () => {
      const { client } = suite();
      const held = configMap('held');
      await suite().create('configmaps', {
        ...held,
        metadata: { ...held.metadata, finalizers: ['example.org/hold'] },
      });
      const deleted = await client.delete(at('configmaps/held'));
      expect(deleted.body).toMatchObject({
        kind: 'ConfigMap',
        metadata: { deletionTimestamp: expect.any(String) },
      });
      expect((await client.get(at('configmaps/held'))).status).toBe(200);
      await client.patch(at('configmaps/held'), 'merge', {
        metadata: { finalizers: null },
      });
      expect((await client.get(at('configmaps/held'))).status).toBe(404);
    });

    it('deletes a collection by its labels', async () => {
      await suite().create(
        'configmaps',
        configMap('many-1', {}, { many: 'yes' }),
      );
      await suite().create(
        'configmaps',
        configMap('many-2', {}, { many: 'yes' }),
      );
      const query = '?labelSelector=many';
      const { status } = await suite().client.delete(at('configmaps') + query);
      expect(status).toBe(200);
      const { body } = await suite().client.get(at('configmaps') + query);
      expect(body.items).toEqual([]);
    });
  });
}
