import { ClusterSnapshot, ResourceGraph } from '@opsagent/engine';
import { InvestigationScope } from '../cluster/InvestigationScope';
import { brokenCheckout } from '../testing/brokenCheckout';
import { openPrivacy } from '../testing/openPrivacy';
import { DEPLOYMENT, POD, textsOf, useTool } from './__testUtils__/useTool';

describe('cluster tools', () => {
  it('know of a Secret its keys', async () => {
    const texts = await textsOf(
      useTool('get_object', {
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
      expect((await useTool(name, missing)).facts).toMatchObject([
        { kind: 'absence', about: missing },
      ]);
      const snapshot = new ClusterSnapshot({
        cluster: 'test',
        capturedAt: new Date(),
        objects: [],
        reads: [{ kind: 'Secret', state: 'forbidden' }],
      });
      const unread = { snapshot, graph: new ResourceGraph(snapshot) };
      expect((await useTool(name, missing, unread)).facts).toMatchObject([
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
    await expect(useTool(name, asked)).rejects.toThrow(
      'Namespace bank is outside of what may be looked at',
    );
  });

  it('list objects by their labels, a line each', async () => {
    const labelled = (value: string) =>
      useTool('list_objects', {
        kind: 'Pod',
        namespace: 'shop',
        labels: [{ key: 'app', value }],
      });
    const [line] = await textsOf(labelled('checkout'));
    expect(JSON.parse(line)).toMatchObject({
      phase: 'Pending',
      ready: '0/1',
      notMet: ['Ready (ContainersNotReady)'],
      containers: [
        {
          name: 'app',
          waiting: { reason: 'CreateContainerConfigError' },
        },
      ],
    });
    expect(await labelled('cart')).toMatchObject({
      facts: [],
      note: 'None of the 1 objects of kind Pod in namespace shop carries these labels.',
    });
  });

  it('list objects of all namespaces that may be looked at, and say how many others there are', async () => {
    const all = { kind: 'configmaps', namespace: null, labels: null };
    expect(await useTool('list_objects', all)).toEqual({
      facts: [],
      note: 'There is no ConfigMap. 1 more is outside of what may be looked at here: the namespace shop and what belongs to no namespace.',
    });
    const pods = await useTool('list_objects', { ...all, kind: 'po' });
    expect(pods).toMatchObject({ facts: [{ about: POD }] });
    expect(pods.note).toBeUndefined();
  });

  it('say what hangs together, and what of it does not exist', async () => {
    const texts = await textsOf(useTool('related_objects', DEPLOYMENT));
    expect(texts).toEqual(
      expect.arrayContaining([
        'Deployment shop/checkout has pod Pod shop/checkout-1-x',
        'Deployment shop/checkout uses Secret shop/checkout-db',
        'Deployment shop/checkout is used by Service shop/checkout',
      ]),
    );
    expect(await textsOf(useTool('related_objects', POD))).toContain(
      'Pod shop/checkout-1-x runs on Node node-1, which does not exist',
    );
  });

  it('give events with their time', async () => {
    expect((await useTool('get_events', POD)).facts).toMatchObject([
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
    const [text] = await textsOf(useTool('get_events', POD, long));
    expect(text).toContain('gave up');
    expect(text).not.toContain('7 7');
  });

  it('tell what the rules found', async () => {
    const [first] = await textsOf(
      useTool('list_findings', { namespace: 'shop' }),
    );
    expect(first).toMatch(/^problem, high: .*\(config\.secret-key-missing\)$/);
    const nothing = { findings: [] };
    expect(
      await useTool('list_findings', { namespace: null }, nothing),
    ).toEqual({
      facts: [],
      note: 'The rules found no problem and no risk.',
    });
  });

  it('leave hygiene out of what the rules found, unless asked for it', async () => {
    const [problem] = brokenCheckout().view.findings;
    const findings = [
      problem,
      { ...problem, tier: 'hygiene' as const, message: 'It has no limits' },
    ];
    const tell = (asked: object) =>
      useTool('list_findings', { namespace: 'shop', ...asked }, { findings });
    const { facts, note } = await tell({});
    expect(facts).toHaveLength(1);
    expect(note).toBe('Findings of hygiene that are left out: 1.');
    expect(await tell({ include_hygiene: true })).toMatchObject({
      facts: [{}, { text: expect.stringMatching(/^hygiene, .*no limits/) }],
    });
  });

  it('say what is left out of what hangs together', async () => {
    const scope = new InvestigationScope([]);
    const node = { kind: 'Node', namespace: null, name: 'worker-1' };
    const snapshot = new ClusterSnapshot({
      cluster: 'test',
      capturedAt: new Date(),
      objects: [
        { apiVersion: 'v1', kind: 'Node', metadata: { name: 'worker-1' } },
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'ledger-0', namespace: 'bank' },
          spec: { nodeName: 'worker-1' },
        },
      ],
    });
    const graph = new ResourceGraph(snapshot);
    expect(
      await useTool('related_objects', node, { scope, snapshot, graph }),
    ).toEqual({
      facts: [],
      note: 'Nothing that may be looked at here is related to it. 2 more are outside of what may be looked at here: what belongs to no namespace.',
    });
  });

  it('say that deletions leave no trace where no change is recorded', async () => {
    const asked = { namespace: 'shop', since_minutes: 1 };
    expect(await useTool('list_changes', asked)).toEqual({
      facts: [],
      note: expect.stringContaining('Deletions leave no trace'),
    });
  });

  it('tell what changed, newest first, and which fields a rollout changed', async () => {
    const { facts } = await useTool('list_changes', {
      namespace: 'shop',
      since_minutes: null,
    });
    expect(facts[0]).toMatchObject({
      kind: 'change',
      at: '2026-03-01T11:00:00Z',
      text: expect.stringContaining('registry.example/checkout:1'),
    });
    expect(facts).toContainEqual({
      kind: 'change',
      about: expect.objectContaining({ kind: 'Secret', name: 'checkout-db' }),
      at: '2026-03-01T08:00:00Z',
      text: 'was created',
    });
    const recent = { namespace: 'shop', since_minutes: 90 };
    expect(await textsOf(useTool('list_changes', recent))).toHaveLength(1);
  });
});
