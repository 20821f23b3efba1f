import type { Suite } from './describeKubernetesApi';
import { configMap, pod, secret } from './fixtures';

const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const METADATA_LIST =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const TABLE =
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json';

export function describeLists(suite: Suite): void {
  describe('reads', () => {
    const names = ['list-a', 'list-b', 'list-c', 'list-d', 'list-e'];

    beforeAll(async () => {
      for (const name of names) await suite().create('secrets', secret(name));
      await suite().create(
        'configmaps',
        configMap('red', { k: 'v' }, { colour: 'red', level: '3' }),
      );
      await suite().create(
        'configmaps',
        configMap('blue', {}, { colour: 'blue' }),
      );
      await suite().create('configmaps', configMap('plain'));
      await suite().create('pods', pod('unscheduled'));
    });

    const list = async (resource: string, query: Record<string, string> = {}) =>
      suite().client.get(
        `${suite().path(resource)}?${new URLSearchParams(query)}`,
      );
    const listed = async (resource: string, query: Record<string, string>) =>
      (await list(resource, query)).body.items.map(
        ({ metadata }) => metadata.name,
      );

    it('gives an object with its kind, and items of a list without', async () => {
      const { body } = await suite().client.get(suite().path('configmaps/red'));
      expect(body).toMatchObject({
        kind: 'ConfigMap',
        apiVersion: 'v1',
        data: { k: 'v' },
      });
      const { body: all } = await list('configmaps', {
        labelSelector: 'colour',
      });
      expect(all).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' });
      expect(all.metadata.resourceVersion).toMatch(/^\d+$/);
      expect(all.items).toHaveLength(2);
      expect(all.items[0]).not.toHaveProperty('kind');
    });

    it('lists a kind in all namespaces', async () => {
      const { client, name } = suite();
      const query = new URLSearchParams({
        fieldSelector: `metadata.namespace=${name},metadata.name=plain`,
      });
      const { body } = await client.get(`/api/v1/configmaps?${query}`);
      expect(body.items.map(({ metadata }) => metadata.name)).toEqual([
        'plain',
      ]);
    });

    it('gives pages that show one state and count what remains', async () => {
      const first = await list('secrets', { limit: '2' });
      expect(first.body.metadata.remainingItemCount).toBe(3);
      const { client } = suite();
      await suite().create('secrets', secret('list-bb'));
      await client.patch(suite().path('secrets/list-d'), 'merge', {
        metadata: { labels: { late: 'yes' } },
      });
      await client.delete(suite().path('secrets/list-e'));
      const found = [...first.body.items];
      let next = first.body.metadata.continue;
      while (next) {
        const page = await list('secrets', { limit: '2', continue: next });
        expect(page.body.metadata.resourceVersion).toBe(
          first.body.metadata.resourceVersion,
        );
        found.push(...page.body.items);
        next = page.body.metadata.continue;
      }
      expect(found.map(({ metadata }) => metadata.name)).toEqual(names);
      expect(found[3].metadata.labels).not.toHaveProperty('late');
      const selected = await list('secrets', {
        limit: '2',
        labelSelector: 'suite',
      });
      expect(selected.body.metadata.continue).toBeDefined();
      expect(selected.body.metadata).not.toHaveProperty('remainingItemCount');
    });

    it.each([
      ['colour=red', ['red']],
      ['colour==red,level', ['red']],
      ['suite,colour!=red', ['blue', 'plain']],
      ['colour in (red, blue)', ['blue', 'red']],
      ['suite=kubernetes-api,colour notin (red)', ['blue', 'plain']],
      ['suite,!colour', ['plain']],
      ['level>2', ['red']],
      ['level<3', []],
      ['colour=', []],
      ['constructor', []],
    ])('selects by the labels %s', async (labelSelector, expected) => {
      expect(await listed('configmaps', { labelSelector })).toEqual(expected);
    });

    it.each([
      ['configmaps', 'metadata.name=red', ['red']],
      [
        'configmaps',
        'metadata.name!=red,metadata.name!=blue,metadata.name!=kube-root-ca.crt',
        ['plain'],
      ],
      ['pods', 'status.phase=Pending', ['unscheduled']],
      ['pods', 'status.phase!=Pending', []],
      ['pods', 'spec.nodeName=', ['unscheduled']],
      ['pods', 'spec.nodeName=somewhere', []],
      ['events', 'involvedObject.kind=Pod,involvedObject.name=nobody', []],
    ])(
      'selects %s by the fields %s',
      async (resource, fieldSelector, expected) => {
        expect(await listed(resource, { fieldSelector })).toEqual(expected);
      },
    );

    it('gives metadata alone when asked', async () => {
      const { client } = suite();
      const one = await client.get(suite().path('configmaps/red'), {
        Accept: METADATA,
      });
      expect(one.body).toMatchObject({
        kind: 'PartialObjectMetadata',
        apiVersion: 'meta.k8s.io/v1',
        metadata: { name: 'red' },
      });
      expect(one.body).not.toHaveProperty('data');
      const all = await client.get(`${suite().path('secrets')}?limit=1`, {
        Accept: METADATA_LIST,
      });
      expect(all.body).toMatchObject({
        kind: 'PartialObjectMetadataList',
        metadata: { continue: expect.any(String) },
        items: [
          { kind: 'PartialObjectMetadata', metadata: { name: 'list-a' } },
        ],
      });
      expect(all.body.items[0]).not.toHaveProperty('type');
    });

    it('gives a table when asked', async () => {
      const { body } = await suite().client.get(suite().path('pods'), {
        Accept: TABLE,
      });
      expect(body).toMatchObject({
        kind: 'Table',
        apiVersion: 'meta.k8s.io/v1',
      });
      const columns = body.columnDefinitions as {
        name: string;
        priority: number;
      }[];
      const shown = columns
        .filter(({ priority }) => priority === 0)
        .map(({ name }) => name);
      expect(shown).toEqual(['Name', 'Ready', 'Status', 'Restarts', 'Age']);
      const [row] = body.rows as { cells: unknown[]; object: unknown }[];
      expect(row.cells.slice(0, 4).map(String)).toEqual([
        'unscheduled',
        '0/2',
        'Pending',
        '0',
      ]);
      expect(row.object).toMatchObject({
        kind: 'PartialObjectMetadata',
        metadata: { name: 'unscheduled' },
      });
    });

    it('gives YAML when asked', async () => {
      const { contentType, text } = await suite().client.get(
        suite().path('configmaps/red'),
        { Accept: 'application/yaml' },
      );
      expect(contentType).toBe('application/yaml');
      expect(text).toMatch(/^kind: ConfigMap$/m);
    });
  });
}
