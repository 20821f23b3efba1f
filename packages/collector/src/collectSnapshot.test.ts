import { list, status, TestAnswer } from './testing/TestApi';
import { KINDS, TestCluster } from './testing/TestCluster';

describe('collectSnapshot', () => {
  const cluster = new TestCluster();

  afterEach(() => cluster.stop());

  it('follows pages, and gives objects the kind that list items lack', async () => {
    await cluster.serve(({ path, query }) => {
      if (path !== '/api/v1/pods') return undefined;
      return query.get('continue') === 'next'
        ? list('Pod', ['c'])
        : list('Pod', ['a', 'b'], 'next');
    });
    const now = new Date('2026-03-01T12:00:00Z');
    const { snapshot, requests } = await cluster.collect({
      pageSize: 2,
      now: () => now,
    });
    expect(snapshot.all('Pod')).toMatchObject([
      { kind: 'Pod', apiVersion: 'v1', metadata: { name: 'a' } },
      { kind: 'Pod', apiVersion: 'v1', metadata: { name: 'b' } },
      { kind: 'Pod', apiVersion: 'v1', metadata: { name: 'c' } },
    ]);
    expect(snapshot.capturedAt).toEqual(now);
    expect(snapshot.readState('Pod')).toBe('complete');
    expect(requests).toBe(1 + KINDS.length + 1);
    expect(cluster.api.requests).toHaveLength(requests);
    expect(cluster.api.requests[1].query.get('limit')).toBe('2');
  });

  it.each<[string, TestAnswer, { state: string; message: string }]>([
    [
      'forbidden',
      status(403, 'Forbidden', 'nodes is forbidden: User "ci" cannot list'),
      {
        state: 'forbidden',
        message: 'nodes is forbidden: User "ci" cannot list',
      },
    ],
    [
      'not served',
      { status: 404, body: '404 page not found\n' },
      { state: 'notServed', message: '404 page not found' },
    ],
    [
      'failed by the server',
      status(500, 'InternalError', 'etcdserver: leader changed'),
      { state: 'failed', message: 'etcdserver: leader changed' },
    ],
    [
      'denied on the way, which says nothing about the cluster',
      {
        status: 403,
        body: { error: { name: 'NotAllowedError', message: 'No' } },
      },
      { state: 'failed', message: 'No' },
    ],
    [
      'answered with a web page',
      { headers: { 'content-type': 'text/html' }, body: '<h1>Sign in</h1>' },
      { state: 'failed', message: 'expected a list, got text/html' },
    ],
  ])('records a kind that is %s', async (_, answer, expected) => {
    await cluster.serve(({ path }) =>
      path === '/api/v1/nodes' ? answer : undefined,
    );
    const { snapshot } = await cluster.collect();
    expect(snapshot.readOf('Node')).toEqual({ kind: 'Node', ...expected });
    expect(snapshot.readState('Pod')).toBe('complete');
  });

  it('starts an expired list once more', async () => {
    let expired = 0;
    await cluster.serve(({ path, query }) => {
      if (path !== '/api/v1/pods') return undefined;
      if (!query.has('continue')) return list('Pod', ['a'], 'next');
      expired += 1;
      return expired === 1 ? status(410, 'Expired') : list('Pod', ['b']);
    });
    const { snapshot } = await cluster.collect();
    expect(snapshot.all('Pod').map(each => each.metadata.name)).toEqual([
      'a',
      'b',
    ]);
    expect(snapshot.readState('Pod')).toBe('complete');
  });

  it('keeps the pages it got as a partial read', async () => {
    await cluster.serve(({ path, query }) => {
      if (path !== '/api/v1/pods') return undefined;
      return query.has('continue')
        ? status(410, 'Expired', 'too old')
        : list('Pod', ['a'], 'next');
    });
    const { snapshot } = await cluster.collect();
    expect(snapshot.all('Pod')).toHaveLength(1);
    expect(snapshot.readOf('Pod')).toEqual({
      kind: 'Pod',
      state: 'partial',
      message: 'too old',
    });
  });

  it('waits and asks again when the server is too busy', async () => {
    let busy = 0;
    await cluster.serve(({ path }) => {
      if (path !== '/api/v1/pods') return undefined;
      busy += 1;
      return busy === 1
        ? { ...status(429, 'TooManyRequests'), headers: { 'retry-after': '1' } }
        : list('Pod', ['a']);
    });
    expect((await cluster.collect()).snapshot.all('Pod')).toHaveLength(1);
  });

  describe('Secrets', () => {
    const secret = {
      metadata: {
        name: 'db',
        namespace: 'shop',
        managedFields: [{ manager: 'kubectl' }],
        annotations: {
          team: 'shop',
          'kubectl.kubernetes.io/last-applied-configuration':
            '{"data":{"password":"aHVudGVyMg=="}}',
        },
      },
      type: 'Opaque',
      data: { password: 'aHVudGVyMg==' },
    };

    it.each([
      ['metadata', {}, { metadataOnly: true }],
      ['keys', { type: 'Opaque', data: { password: '' } }, undefined],
    ] as const)(
      'read as %s never bring a value, whatever the server sends',
      async (secrets, contents, read) => {
        await cluster.serve(({ path }) =>
          path === '/api/v1/secrets'
            ? { body: { kind: 'SecretList', items: [secret] } }
            : undefined,
        );
        const { snapshot } = await cluster.collect({ secrets });
        expect(snapshot.all('Secret')).toEqual([
          {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: {
              name: 'db',
              namespace: 'shop',
              annotations: { team: 'shop' },
            },
            ...contents,
          },
        ]);
        expect(snapshot.readOf('Secret')).toEqual({
          kind: 'Secret',
          state: 'complete',
          ...read,
        });
        const asked = cluster.api.requests.find(each =>
          each.path.endsWith('secrets'),
        );
        expect(asked?.headers.accept).toBe(
          secrets === 'metadata'
            ? 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'
            : 'application/json',
        );
      },
    );

    it('are not asked for when they are not wanted', async () => {
      await cluster.serve();
      const { snapshot } = await cluster.collect({ secrets: 'none' });
      expect(snapshot.readState('Secret')).toBe('notCaptured');
      expect(cluster.api.requests.map(each => each.path)).not.toContain(
        '/api/v1/secrets',
      );
    });
  });

  it('reads only the namespaces that were asked for', async () => {
    await cluster.serve(({ path }) => {
      if (path === '/api/v1/namespaces/shop/pods') return list('Pod', ['a']);
      if (path === '/api/v1/namespaces/vault/pods') {
        return status(403, 'Forbidden', 'pods is forbidden');
      }
      return undefined;
    });
    const { snapshot } = await cluster.collect({
      namespaces: ['shop', 'vault'],
    });
    expect(snapshot.readState('Pod', 'shop')).toBe('complete');
    expect(snapshot.readState('Pod', 'vault')).toBe('notCaptured');
    expect(snapshot.readState('Pod')).toBe('partial');
    expect(snapshot.readOf('Pod')?.message).toBe('vault: pods is forbidden');
    expect(snapshot.readState('Node')).toBe('complete');
    expect(cluster.api.requests.map(each => each.path)).not.toContain(
      '/api/v1/pods',
    );
  });

  it('sends what an authenticator adds with every request, below the path of the server', async () => {
    await cluster.serve();
    let token = 0;
    const kubeConfig = cluster.api.kubeConfig('/api/kubernetes/proxy');
    kubeConfig.addAuthenticator({
      isAuthProvider: user => user.name === 'tester',
      applyAuthentication: async (_, request) => {
        token += 1;
        request.headers = {
          Authorization: `Bearer token-${token}`,
          'Backstage-Kubernetes-Cluster': 'prod',
        };
      },
    });
    const { requests } = await cluster.collect({ kubeConfig });
    expect(requests).toBe(1 + KINDS.length);
    expect(
      cluster.api.requests.every(
        each => each.headers['backstage-kubernetes-cluster'] === 'prod',
      ),
    ).toBe(true);
    expect(
      new Set(cluster.api.requests.map(each => each.headers.authorization))
        .size,
    ).toBe(requests);
    expect(cluster.api.requests[1].path).toBe(
      '/api/kubernetes/proxy/api/v1/pods',
    );
  });

  it('throws the reason of the abort and leaves nothing waiting', async () => {
    const controller = new AbortController();
    await cluster.serve(({ path }) => {
      if (path === '/version') return undefined;
      controller.abort(new Error('The portal is shutting down'));
      return {};
    });
    await expect(
      cluster.collect({ signal: controller.signal }),
    ).rejects.toThrow('The portal is shutting down');
  });

  it('names the context when the kubeconfig does not fit together', async () => {
    await cluster.serve();
    const kubeConfig = cluster.api.kubeConfig();
    kubeConfig.setCurrentContext('prod');
    await expect(cluster.collect({ kubeConfig })).rejects.toThrow(
      'context "prod" names no cluster',
    );
  });
});
