import type { WatchEvent } from './ApiClient';
import type { Suite } from './describeKubernetesApi';
import { configMap } from './fixtures';

export function describeWatches(suite: Suite): void {
  describe('watches', () => {
    const watchPath = (query: Record<string, string>) =>
      `${suite().path('configmaps')}?${new URLSearchParams({ watch: 'true', ...query })}`;
    const collect = async (query: Record<string, string>) => {
      const events: WatchEvent[] = [];
      for await (const event of suite().client.watch(watchPath(query)))
        events.push(event);
      return events;
    };
    const revision = async () => {
      const { body } = await suite().client.get(suite().path('configmaps'));
      return body.metadata.resourceVersion ?? '';
    };
    const summary = ({ type, object }: WatchEvent) =>
      `${type} ${object.metadata.name}`;
    const change = async (
      name: string,
      labels: Record<string, string | null>,
    ) =>
      suite().client.patch(suite().path(`configmaps/${name}`), 'merge', {
        metadata: { labels },
      });

    it('resumes after a resource version and tells what happened since', async () => {
      const resourceVersion = await revision();
      await suite().create('configmaps', configMap('told'));
      await change('told', { step: 'two' });
      await suite().client.delete(suite().path('configmaps/told'));
      const events = await collect({
        resourceVersion,
        timeoutSeconds: '1',
        labelSelector: 'suite',
      });
      expect(events.map(summary)).toEqual([
        'ADDED told',
        'MODIFIED told',
        'DELETED told',
      ]);
      expect(events[2].object).toMatchObject({
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: { labels: { step: 'two' } },
      });
      const versions = events.map(({ object }) =>
        Number(object.metadata.resourceVersion),
      );
      expect(versions).toEqual(
        [...new Set(versions)].sort((one, other) => one - other),
      );
    });

    it('tells changes as they happen', async () => {
      const watch = suite().client.watch(
        watchPath({
          resourceVersion: await revision(),
          fieldSelector: 'metadata.name=live',
        }),
      );
      const first = watch.next();
      await suite().create('configmaps', configMap('live'));
      await suite().create('configmaps', configMap('unwatched'));
      expect(summary((await first).value)).toBe('ADDED live');
      await change('live', { step: 'two' });
      expect(summary((await watch.next()).value)).toBe('MODIFIED live');
      await watch.return(undefined);
    });

    it('adds and deletes what begins and ceases to match', async () => {
      const resourceVersion = await revision();
      await suite().create('configmaps', configMap('wanderer'));
      await change('wanderer', { watched: 'yes' });
      await change('wanderer', { step: 'two' });
      await change('wanderer', { watched: null });
      const events = await collect({
        resourceVersion,
        timeoutSeconds: '1',
        labelSelector: 'watched',
      });
      expect(events.map(summary)).toEqual([
        'ADDED wanderer',
        'MODIFIED wanderer',
        'DELETED wanderer',
      ]);
      expect(events[2].object.metadata.labels).toHaveProperty('watched', 'yes');
    });

    it('begins with what there is when no resource version is given', async () => {
      await suite().create(
        'configmaps',
        configMap('initial', {}, { initial: 'yes' }),
      );
      const events = await collect({
        timeoutSeconds: '1',
        labelSelector: 'initial',
      });
      expect(events.map(summary)).toEqual(['ADDED initial']);
    });

    it('marks the end of initial events', async () => {
      const events = await collect({
        sendInitialEvents: 'true',
        resourceVersionMatch: 'NotOlderThan',
        allowWatchBookmarks: 'true',
        timeoutSeconds: '1',
        labelSelector: 'suite',
      });
      const end = events.findIndex(({ type }) => type === 'BOOKMARK');
      expect(end).toBeGreaterThan(0);
      expect(events.slice(0, end).every(({ type }) => type === 'ADDED')).toBe(
        true,
      );
      expect(events[end].object).toMatchObject({
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: {
          resourceVersion: expect.stringMatching(/^\d+$/),
          annotations: { 'k8s.io/initial-events-end': 'true' },
        },
      });
    });

    it('ends when asked', async () => {
      const started = Date.now();
      const resourceVersion = await revision();
      await collect({ resourceVersion, timeoutSeconds: '1' });
      expect(Date.now() - started).toBeGreaterThan(500);
      expect(Date.now() - started).toBeLessThan(5_000);
    });
  });
}
