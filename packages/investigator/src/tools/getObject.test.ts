import { ClusterSnapshot } from '@opsagent/engine';
import { DEPLOYMENT, POD, textsOf, useTool } from './__testUtils__/useTool';

describe('get_object', () => {
  it('read an object in parts with their paths, without credentials and bookkeeping', async () => {
    const { facts } = await useTool('get_object', POD);
    const byPath = new Map(facts.map(({ path, text }) => [path, text]));
    expect([...byPath.keys()]).toEqual(['status', 'metadata', 'spec']);
    expect(byPath.get('spec')).toContain('"nodeName":"node-1"');
    expect(byPath.get('status')).toContain('CreateContainerConfigError');
    expect(byPath.get('spec')).toContain('(hidden)');
    expect(byPath.get('metadata')).not.toMatch(/"uid"|"name":"checkout-1-x"/);
  });

  it('read one part of an object whole', async () => {
    const part = (path: string) => useTool('get_object', { ...POD, path });
    expect((await part('status.containerStatuses[app].state')).facts).toEqual([
      {
        kind: 'field',
        about: { apiVersion: 'v1', ...POD },
        path: 'status.containerStatuses[app].state',
        text: expect.stringContaining('CreateContainerConfigError'),
      },
    ]);
    await expect(part('status.reason')).rejects.toThrow(
      'There is no status.reason; status has containerStatuses, conditions, phase',
    );
  });

  it.each(['', 'null', undefined])('take %j for null', async path => {
    const { facts } = await useTool('get_object', { ...POD, path });
    expect(facts.length).toBeGreaterThan(1);
  });

  it('cut a long text where the whole is asked for, and tell all of it in pieces', async () => {
    const text = Array.from({ length: 900 }, (_, line) => `line ${line}`);
    const snapshot = new ClusterSnapshot({
      cluster: 'test',
      capturedAt: new Date(),
      objects: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'long', namespace: 'shop' },
          data: { 'app.conf': text.join('\n') },
        },
      ],
    });
    const asked = { kind: 'cm', namespace: 'shop', name: 'long' };
    const [cut] = await textsOf(useTool('get_object', asked, { snapshot }));
    expect(cut).toMatch(/more characters; ask with path data\.app\.conf\]"$/);
    const whole = await useTool(
      'get_object',
      { ...asked, path: 'data.app.conf' },
      { snapshot },
    );
    expect(whole.facts.map(({ path }) => path)).toEqual([
      'data.app.conf (1 of 2)',
      'data.app.conf (2 of 2)',
    ]);
    expect(
      whole.facts.map(fact => JSON.parse(fact.text) as string).join(''),
    ).toBe(text.join('\n'));
  });

  it.each(['Deployment.apps', 'deployment', 'deployments', 'deploy'])(
    'know which kind is meant by %s',
    async kind => {
      const { facts } = await useTool('get_object', { ...DEPLOYMENT, kind });
      expect(facts[0]).toMatchObject({ kind: 'field', path: 'status' });
    },
  );

  it.each(['get_object', 'get_events', 'related_objects', 'list_objects'])(
    '%s never takes a kind that is not known for one without objects',
    async name => {
      const asked = {
        kind: 'Deploymnt',
        namespace: 'shop',
        ...(name === 'list_objects' ? { labels: null } : { name: 'checkout' }),
      };
      await expect(useTool(name, asked)).rejects.toThrow(
        'There is no kind "Deploymnt" that is known here; did you mean Deployment',
      );
    },
  );

  it('do not take a kind that is never read for one without objects', async () => {
    const list = { kind: 'FlowSchema', namespace: null, labels: null };
    expect(await useTool('list_objects', list)).toEqual({
      facts: [
        {
          kind: 'unread',
          about: { kind: 'FlowSchema', name: '' },
          text: 'this kind was not read',
        },
      ],
    });
    const get = { kind: 'flowschemas', namespace: null, name: 'exempt' };
    expect((await useTool('get_object', get)).facts).toMatchObject([
      { kind: 'unread', text: 'not known to exist: this kind was not read' },
    ]);
  });

  it('ask for the namespace of what belongs to one', async () => {
    await expect(
      useTool('get_object', { ...POD, namespace: null }),
    ).rejects.toThrow('Each Pod is in a namespace: say in which');
  });

  it('look for what belongs to no namespace wherever a model thinks it is', async () => {
    const node = { kind: 'Node', namespace: 'default', name: 'node-1' };
    expect((await useTool('get_object', node)).facts).toMatchObject([
      { kind: 'absence', about: { kind: 'Node', name: 'node-1' } },
    ]);
  });
});
