import { ClusterSnapshot, ResourceGraph } from '@opsagent/engine';
import { brokenCheckout } from '../testing/brokenCheckout';
import { createPrivacy } from '../privacy/createPrivacy';
import { openPrivacy } from '../testing/openPrivacy';
import { clusterTools } from '.';
import { ClusterToolContext } from './Tool';

const { view } = brokenCheckout({
  logs: `${Array.from({ length: 25 }, (_, index) => `line ${index}`).join('\n')}\nFATAL no password\n`,
});
const POD = { kind: 'Pod', namespace: 'shop', name: 'checkout-1-x' };
const DEPLOYMENT = { kind: 'Deployment', namespace: 'shop', name: 'checkout' };

function use(
  name: string,
  asked: unknown,
  context: Partial<ClusterToolContext> = {},
) {
  const tool = clusterTools.find(each => each.name === name)!;
  return tool.run(asked, {
    ...view,
    privacy: openPrivacy,
    signal: new AbortController().signal,
    ...context,
  });
}

const textsOf = async (result: ReturnType<typeof use>) =>
  (await result).facts.map(({ text }) => text);

describe('cluster tools', () => {
  it('read an object in parts with their paths, without credentials and bookkeeping', async () => {
    const { facts } = await use('get_object', POD);
    const byPath = new Map(facts.map(({ path, text }) => [path, text]));
    expect(byPath.get('spec.nodeName')).toBe('"node-1"');
    expect(byPath.get('status.containerStatuses')).toContain(
      'CreateContainerConfigError',
    );
    expect(byPath.get('spec.containers')).toContain('(hidden)');
    expect(byPath.get('metadata')).not.toContain('"uid":"pod"');
  });

  it('know of a Secret its keys', async () => {
    const texts = await textsOf(
      use('get_object', {
        kind: 'Secret',
        namespace: 'shop',
        name: 'checkout-db',
      }),
    );
    expect(texts).toContain('{"user":""}');
  });

  it.each(['get_object', 'get_events', 'related_objects'])(
    '%s tells what does not exist from what could not be read',
    async name => {
      const missing = { kind: 'Secret', namespace: 'shop', name: 'none' };
      expect((await use(name, missing)).facts).toMatchObject([
        { kind: 'absence', about: missing },
      ]);
      const snapshot = new ClusterSnapshot({
        cluster: 'test',
        capturedAt: new Date(),
        objects: [],
        reads: [{ kind: 'Secret', state: 'forbidden' }],
      });
      const unread = { snapshot, graph: new ResourceGraph(snapshot) };
      expect((await use(name, missing, unread)).facts).toMatchObject([
        { kind: 'unread', text: expect.stringContaining('forbidden') },
      ]);
    },
  );

  it.each([
    ['get_object', { kind: 'ConfigMap', namespace: 'bank', name: 'keys' }],
    ['get_events', { kind: 'ConfigMap', namespace: 'bank', name: 'keys' }],
    ['related_objects', { kind: 'ConfigMap', namespace: 'bank', name: 'keys' }],
    ['list_objects', { kind: 'ConfigMap', namespace: 'bank', labels: null }],
    ['get_object', { kind: 'Namespace', namespace: null, name: 'bank' }],
    ['list_findings', { namespace: 'bank' }],
    ['list_changes', { namespace: 'bank', since_minutes: null }],
    [
      'get_logs',
      {
        namespace: 'bank',
        pod: 'vault-0',
        container: 'app',
        previous: false,
        since_minutes: null,
        contains: null,
        lines: 10,
      },
    ],
  ])('%s looks at nothing outside of the incident', async (name, asked) => {
    await expect(use(name, asked)).rejects.toThrow(
      'Namespace bank is outside of what may be looked at',
    );
  });

  it('list objects by their labels, a line each', async () => {
    const labelled = (value: string) =>
      use('list_objects', {
        kind: 'Pod',
        namespace: 'shop',
        labels: [{ key: 'app', value }],
      });
    const [line] = await textsOf(labelled('checkout'));
    expect(JSON.parse(line)).toMatchObject({
      phase: 'Pending',
      conditions: ['Ready=False (ContainersNotReady)'],
      containers: [
        { state: { waiting: { reason: 'CreateContainerConfigError' } } },
      ],
    });
    expect(await labelled('cart')).toMatchObject({
      facts: [],
      note: 'There is no such object.',
    });
  });

  it('say what hangs together, and what of it does not exist', async () => {
    const texts = await textsOf(use('related_objects', DEPLOYMENT));
    expect(texts).toEqual(
      expect.arrayContaining([
        'Deployment shop/checkout has pod Pod shop/checkout-1-x',
        'Deployment shop/checkout uses Secret shop/checkout-db',
        'Deployment shop/checkout is used by Service shop/checkout',
      ]),
    );
    expect(await textsOf(use('related_objects', POD))).toContain(
      'Pod shop/checkout-1-x runs on Node node-1, which does not exist',
    );
  });

  it('give events with their time', async () => {
    expect((await use('get_events', POD)).facts).toMatchObject([
      {
        kind: 'event',
        at: '2026-03-01T11:58:00Z',
        text: expect.stringContaining('(7 times)'),
      },
    ]);
  });

  it('show nothing of a credential in an event too long to be shown whole', async () => {
    const involvedObject = { apiVersion: 'v1', ...POD };
    const message = `${'tried '.repeat(30)}pin-${'7 '.repeat(100)}and gave up`;
    const snapshot = new ClusterSnapshot({
      cluster: 'test',
      capturedAt: new Date(),
      objects: [
        { apiVersion: 'v1', kind: 'Pod', metadata: POD },
        {
          apiVersion: 'v1',
          kind: 'Event',
          metadata: { name: 'checkout.2', namespace: 'shop' },
          involvedObject,
          reason: 'Failed',
          message,
        },
      ],
      reads: [],
    });
    const long = {
      snapshot,
      graph: new ResourceGraph(snapshot),
      privacy: {
        ...openPrivacy,
        hideCredentials: (text: string) => text.replace(/pin-[7 ]+/, 'pin '),
      },
    };
    const [text] = await textsOf(use('get_events', POD, long));
    expect(text).toContain('gave up');
    expect(text).not.toContain('7 7');
  });

  describe('get_logs', () => {
    const logs = (asked: object, context: Partial<ClusterToolContext> = {}) =>
      use(
        'get_logs',
        {
          namespace: 'shop',
          pod: 'checkout-1-x',
          container: 'app',
          previous: false,
          since_minutes: null,
          contains: null,
          lines: 100,
          ...asked,
        },
        context,
      );
    const logOf = (lines: readonly string[]): Partial<ClusterToolContext> => ({
      logs: { read: async request => lines.slice(-request.lines) },
      privacy: createPrivacy({ key: 'key' }),
    });

    it('gives the last lines in excerpts that can be cited', async () => {
      const { facts, cut } = await logs({ lines: 12 });
      expect(facts).toHaveLength(2);
      expect(facts[1].text).toBe('line 24\nFATAL no password');
      expect(cut).toContain('earlier lines');
    });

    it('searches', async () => {
      expect(await textsOf(logs({ contains: 'fatal' }))).toEqual([
        'FATAL no password',
      ]);
      expect(await logs({ contains: 'panic' })).toMatchObject({
        facts: [],
        note: 'No line contains it.',
      });
    });

    it.each([{}, { contains: 'ab' }])(
      'shows no part of a private key, however it is asked for: %j',
      async asked => {
        const body = Array.from({ length: 25 }, () => 'ab '.repeat(20));
        const key = ['BEGIN', ...body, 'END'].map((line, index) =>
          index === 0 || index === 26 ? `-----${line} PRIVATE KEY-----` : line,
        );
        const log = logOf(['loaded', ...key, 'about to start']);
        const texts = (await textsOf(logs(asked, log))).join('\n');
        expect(texts).toContain('about to start');
        expect(texts).not.toContain('ab ab');
      },
    );

    it('marks lines that it cuts', async () => {
      const [text] = await textsOf(logs({}, logOf(['so '.repeat(300)])));
      expect(text).toHaveLength(600);
      expect(text).toMatch(/…$/);
    });

    it('says that it did not search the whole log', async () => {
      const log = logOf(Array.from({ length: 2_001 }, () => 'well'));
      expect(await logs({ contains: 'panic' }, log)).toEqual({
        facts: [],
        keeps: 'last',
        note: 'Only the last 2,000 lines were searched.',
      });
    });

    it.each([
      [{ previous: true }, 'The dump does not say which run a log is of'],
      [{ since_minutes: 5 }, 'The dump does not say when a line was written'],
    ])('gives of a dump no log as if it were %j', async (asked, why) => {
      await expect(logs(asked)).rejects.toThrow(why);
    });

    it('does not take a log that it does not have for an empty one', async () => {
      expect((await logs({ pod: 'other' })).facts).toMatchObject([
        { kind: 'unread' },
      ]);
    });
  });

  it('tell what the rules found', async () => {
    const [first] = await textsOf(use('list_findings', { namespace: 'shop' }));
    expect(first).toMatch(/^problem, high: .*\(config\.secret-key-missing\)$/);
    const nothing = { findings: [] };
    expect(await use('list_findings', { namespace: null }, nothing)).toEqual({
      facts: [],
      note: 'The rules found nothing.',
    });
  });

  it('tell what changed, newest first, and which fields a rollout changed', async () => {
    const { facts } = await use('list_changes', {
      namespace: 'shop',
      since_minutes: null,
    });
    expect(facts[0]).toMatchObject({
      kind: 'change',
      at: '2026-03-01T11:00:00Z',
      text: expect.stringContaining('registry.example/checkout:1'),
    });
    const texts = facts.map(({ text }) => text);
    expect(texts).toContain('Secret shop/checkout-db was created');
    const recent = { namespace: 'shop', since_minutes: 90 };
    expect(await textsOf(use('list_changes', recent))).toHaveLength(1);
  });
});
