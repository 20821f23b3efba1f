import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { DemoCluster, DemoClusterOptions } from './DemoCluster';
import { ApiClient, WatchEvent } from './testing/ApiClient';

const CAPTURED = '2026-03-01T12:00:00Z';
const NOW = new Date('2026-05-01T08:30:00Z');

const started: DemoCluster[] = [];

async function start(options: DemoClusterOptions): Promise<ApiClient> {
  const cluster = await DemoCluster.start(options);
  started.push(cluster);
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(
    { name: 'demo', server: cluster.url, skipTLSVerify: true },
    { name: 'demo', token: cluster.token },
  );
  return new ApiClient(kubeConfig);
}

afterEach(async () => {
  for (const cluster of started.splice(0)) await cluster.close();
});

const container = (name: string, state: object, lastState: object = {}) => ({
  name,
  image: 'registry.example.org/app:1',
  imageID: '',
  ready: false,
  restartCount: 0,
  state,
  lastState,
});

const pod = (
  name: string,
  ...containerStatuses: ReturnType<typeof container>[]
) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'shop',
    creationTimestamp: '2026-03-01T11:00:00Z',
  },
  spec: {
    nodeName: 'node-1',
    containers: containerStatuses.map(({ name: each, image }) => ({
      name: each,
      image,
    })),
  },
  status: { phase: 'Running', containerStatuses },
});

const secret = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'shop' },
});
const widget = {
  apiVersion: 'example.org/v1',
  kind: 'Widget',
  metadata: { name: 'one', namespace: 'shop' },
  spec: { size: 1 },
};
const run = { startedAt: '2026-03-01T11:00:00Z' };
const running = container('app', { running: run });

describe('a demo cluster from a dump', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'demo-cluster-'));
    await mkdir(join(directory, 'shop', 'cart'), { recursive: true });
    const write = (path: string, content: unknown) =>
      writeFile(
        join(directory, path),
        typeof content === 'string' ? content : JSON.stringify(content),
      );
    await write('meta.json', {
      capturedAt: CAPTURED,
      forbidden: ['secrets'],
      notRead: ['jobs'],
      notServed: ['cronjobs'],
    });
    await write('shop/pods.json', {
      kind: 'PodList',
      apiVersion: 'v1',
      items: [pod('cart', running)],
    });
    await write(
      'shop/cart/logs.txt',
      '2026-03-01T11:59:30.123456789Z ready\nat 2026-03-01T11:59:50Z served\n',
    );
  });

  afterEach(() => rm(directory, { recursive: true }));

  it('moves its times so that the capture is now', async () => {
    const client = await start({ directory, now: () => NOW });
    const { body } = await client.get('/api/v1/namespaces/shop/pods/cart');
    expect(body.metadata).toHaveProperty(
      'creationTimestamp',
      '2026-05-01T07:30:00Z',
    );
    expect(JSON.stringify(body.status)).toContain('2026-05-01T07:30:00Z');
    expect(
      (await client.get('/api/v1/namespaces/shop/pods/cart/log')).text,
    ).toBe(
      '2026-05-01T08:29:30.123456789Z ready\nat 2026-05-01T08:29:50Z served\n',
    );
  });

  it('answers for kinds that were not read as their cluster did, or says that it does not know', async () => {
    const client = await start({ directory });
    expect((await client.get('/api/v1/secrets')).body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message:
        'secrets is forbidden: User "demo" cannot list resource "secrets" in API group "" at the cluster scope',
      reason: 'Forbidden',
      details: { kind: 'secrets' },
      code: 403,
    });
    const one = await client.get('/api/v1/namespaces/shop/secrets/db');
    expect(one.body.message).toBe(
      'secrets "db" is forbidden: User "demo" cannot get resource "secrets" in API group "" in the namespace "shop"',
    );
    const review = {
      spec: { resourceAttributes: { verb: 'list', resource: 'secrets' } },
    };
    const { body } = await client.post(
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      review,
    );
    expect(body.status).toEqual({ allowed: false });
    expect((await client.get('/apis/batch/v1/jobs')).status).toBe(503);
    expect((await client.get('/apis/batch/v1/cronjobs')).status).toBe(404);
  });

  it('says which file cannot be read', async () => {
    await writeFile(join(directory, 'broken.json'), '{');
    await expect(DemoCluster.start({ directory })).rejects.toThrow(
      'broken.json',
    );
  });
});

describe('a demo cluster', () => {
  it('lets in only who has its token', async () => {
    const client = await start({ objects: [], token: 'secret' });
    expect((await client.get('/api/v1/pods')).status).toBe(200);
    expect((await client.asStranger().get('/api/v1/pods')).status).toBe(401);
    expect((await client.asStranger().get('/readyz')).status).toBe(200);
  });

  it('refuses a path that is none', async () => {
    const client = await start({ objects: [] });
    const { body } = await client.get('/api/v1/namespaces/%zz/pods');
    expect(body).toMatchObject({ kind: 'Status', code: 400 });
  });

  it('serves kinds that only its objects tell of', async () => {
    const client = await start({ objects: [widget] });
    const { body } = await client.get('/apis/example.org/v1/widgets');
    expect(body).toMatchObject({ kind: 'WidgetList', items: [widget] });
    const strategic = await client.patch(
      '/apis/example.org/v1/namespaces/shop/widgets/one',
      'strategic-merge',
      {},
    );
    expect(strategic.status).toBe(415);
  });

  it('tells a client that fell behind to read again', async () => {
    const client = await start({
      objects: ['a', 'b', 'c'].map(secret),
      historyLimit: 1,
    });
    const page = await client.get('/api/v1/secrets?limit=1');
    const { resourceVersion, continue: token = '' } = page.body.metadata;
    for (const value of ['1', '2', '3', '4']) {
      await client.patch('/api/v1/namespaces/shop/secrets/b', 'merge', {
        metadata: { labels: { value } },
      });
    }
    const expired = await client.get(`/api/v1/secrets?continue=${token}`);
    expect(expired.body).toMatchObject({
      code: 410,
      reason: 'Expired',
      metadata: { continue: expect.any(String) },
    });
    const rest = await client.get(
      `/api/v1/secrets?continue=${expired.body.metadata.continue}`,
    );
    expect(rest.body.items.map(({ metadata }) => metadata.name)).toEqual([
      'b',
      'c',
    ]);

    const events: WatchEvent[] = [];
    for await (const event of client.watch(
      `/api/v1/secrets?watch=true&resourceVersion=${resourceVersion}`,
    ))
      events.push(event);
    expect(events).toEqual([
      {
        type: 'ERROR',
        object: expect.objectContaining({
          kind: 'Status',
          code: 410,
          reason: 'Expired',
        }),
      },
    ]);
  });

  it('sends a bookmark before a watch ends', async () => {
    const client = await start({ objects: [secret('a')] });
    const { body } = await client.get('/api/v1/secrets');
    const { resourceVersion } = body.metadata;
    const query = `watch=true&resourceVersion=${resourceVersion}&allowWatchBookmarks=true&timeoutSeconds=1`;
    const events: WatchEvent[] = [];
    for await (const event of client.watch(`/api/v1/secrets?${query}`))
      events.push(event);
    expect(events).toEqual([
      {
        type: 'BOOKMARK',
        object: {
          kind: 'Secret',
          apiVersion: 'v1',
          metadata: { resourceVersion },
        },
      },
    ]);
  });

  it('ends its watches when it closes', async () => {
    const client = await start({ objects: [] });
    const watch = client.watch('/api/v1/secrets?watch=true');
    const next = watch.next();
    await new Promise(resolve => setTimeout(resolve, 50));
    await started.splice(0)[0].close();
    await expect(next).rejects.toThrow();
  });

  it('takes dependents and the contents of a namespace along', async () => {
    const owned = (name: string, uid: string, owner?: string) => ({
      ...secret(name),
      metadata: {
        name,
        namespace: 'shop',
        uid,
        ...(owner
          ? {
              ownerReferences: [
                { apiVersion: 'v1', kind: 'Secret', name: owner, uid: owner },
              ],
            }
          : {}),
      },
    });
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop' },
    };
    const client = await start({
      objects: [
        namespace,
        owned('a', 'a'),
        owned('b', 'b', 'a'),
        owned('c', 'c', 'b'),
        owned('d', 'd'),
      ],
    });
    const names = async () =>
      (await client.get('/api/v1/secrets')).body.items.map(
        ({ metadata }) => metadata.name,
      );
    await client.delete('/api/v1/namespaces/shop/secrets/a');
    expect(await names()).toEqual(['d']);
    await client.delete('/api/v1/namespaces/shop');
    expect(await names()).toEqual([]);
  });

  it('answers `kubectl auth can-i`, which asks in protobuf', async () => {
    const client = await start({
      objects: [],
      reads: [{ kind: 'Secret', state: 'forbidden' }],
    });
    const field = (number: number, bytes: Buffer) =>
      Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
    const ask = async (resource: string) => {
      const attributes = Buffer.concat([
        field(2, Buffer.from('list')),
        field(5, Buffer.from(resource)),
      ]);
      const message = Buffer.concat([
        Buffer.from('k8s\0'),
        field(2, field(2, field(1, attributes))),
      ]);
      const headers = { 'Content-Type': 'application/vnd.kubernetes.protobuf' };
      const { body } = await client.send(
        'POST',
        '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        { body: message.toString('latin1'), headers },
      );
      return body.status;
    };
    expect(await ask('secrets')).toEqual({ allowed: false });
    expect(await ask('pods')).toEqual({ allowed: true });
  });
});

describe('the log of a demo pod', () => {
  const log = 'first\n2026-03-01T11:30:00Z second\nthird\n';
  const ended = { terminated: { ...run, exitCode: 1, reason: 'Error' } };
  const objects = [
    pod('cart', running),
    pod(
      'crashing',
      container('app', { waiting: { reason: 'CrashLoopBackOff' } }, ended),
    ),
    pod(
      'pulling',
      container('app', { waiting: { reason: 'ImagePullBackOff' } }),
    ),
    pod('restarted', container('app', { running: run }, ended)),
  ];
  const logs = new Map([
    ['shop/cart', log],
    ['shop/crashing/app', 'boom\n'],
  ]);

  it.each([
    ['cart', '', log],
    ['cart', 'tailLines=1', 'third\n'],
    ['cart', 'tailLines=0', ''],
    ['cart', 'limitBytes=4', 'firs'],
    [
      'cart',
      'timestamps=true',
      `${run.startedAt} first\n2026-03-01T11:30:00Z second\n2026-03-01T11:30:00Z third\n`,
    ],
    ['cart', 'sinceTime=2026-03-01T11:45:00Z', 'first\nthird\n'],
    ['crashing', '', 'boom\n'],
    ['crashing', 'previous=true', 'boom\n'],
    ['restarted', 'previous=true', 'unable to retrieve container logs\n'],
    ['restarted', '', ''],
  ])('of %s with %s', async (name, query, expected) => {
    const client = await start({ objects, logs });
    const { status, text } = await client.get(
      `/api/v1/namespaces/shop/pods/${name}/log?${query}`,
    );
    expect([status, text]).toEqual([200, expected]);
  });

  it.each([
    [
      'pulling',
      '',
      'container "app" in pod "pulling" is waiting to start: trying and failing to pull image',
    ],
    [
      'cart',
      'previous=true',
      'previous terminated container "app" in pod "cart" not found',
    ],
  ])('is refused for %s with %s', async (name, query, message) => {
    const client = await start({ objects, logs });
    const { body } = await client.get(
      `/api/v1/namespaces/shop/pods/${name}/log?${query}`,
    );
    expect(body).toMatchObject({ code: 400, reason: 'BadRequest', message });
  });
});
