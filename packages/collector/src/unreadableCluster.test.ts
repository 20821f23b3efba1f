import { list, status, TestAnswer } from './testing/TestApi';
import { TestCluster } from './testing/TestCluster';

describe('collectSnapshot of a cluster that cannot be read', () => {
  const cluster = new TestCluster();

  afterEach(() => cluster.stop());

  describe('a cluster that cannot be read at all', () => {
    const portal = (code: number, message: string) => ({
      status: code,
      body: { error: { name: 'Error', message } },
    });

    it.each<[string, TestAnswer, string, string]>([
      [
        'credentials are not accepted',
        status(401, 'Unauthorized'),
        'ClusterUnauthenticatedError',
        'Cluster test rejected the credentials: Unauthorized',
      ],
      [
        'the portal denies',
        portal(403, 'Unauthorized'),
        'GatewayDeniedError',
        'Access to cluster test was denied on the way: Unauthorized',
      ],
      [
        'the portal cannot reach it',
        portal(500, 'connect ECONNREFUSED'),
        'ClusterUnreachableError',
        'Cluster test could not be reached: connect ECONNREFUSED',
      ],
      ...[502, 504].map((code): [string, TestAnswer, string, string] => [
        `a proxy that speaks like the API server answers ${code}`,
        status(code, 'ServiceUnavailable', 'connect ECONNREFUSED'),
        'ClusterUnreachableError',
        'Cluster test could not be reached: connect ECONNREFUSED',
      ]),
    ])('costs one request when %s', async (_, answer, name, message) => {
      await cluster.serve(() => answer);
      await expect(cluster.collect()).rejects.toMatchObject({
        name,
        message,
        cluster: 'test',
      });
      expect(cluster.api.requests).toHaveLength(1);
    });

    it('costs one request when nothing answers in time', async () => {
      await cluster.serve(() => ({}));
      await expect(
        cluster.collect({ requestTimeout: 200 }),
      ).rejects.toMatchObject({
        name: 'ClusterUnreachableError',
        message: 'Cluster test could not be reached: no answer within 0.2 s',
        cluster: 'test',
      });
      expect(cluster.api.requests).toHaveLength(1);
    });

    it('is unreachable when the connection is refused', async () => {
      await cluster.serve();
      const kubeConfig = cluster.api.kubeConfig();
      await cluster.api.stop();
      await expect(cluster.collect({ kubeConfig })).rejects.toThrow(
        /^Cluster test could not be reached: connect ECONNREFUSED/,
      );
    });

    it.each<[string, TestAnswer, string]>([
      [
        'a proxy with a Status',
        status(502, 'ServiceUnavailable', 'connect ECONNREFUSED'),
        'ClusterUnreachableError',
      ],
      [
        'a proxy with a web page',
        {
          status: 504,
          headers: { 'content-type': 'text/html' },
          body: '<h1>Gateway Timeout</h1>',
        },
        'ClusterUnreachableError',
      ],
      [
        'the portal that cannot reach it',
        portal(500, 'connect ECONNREFUSED'),
        'ClusterUnreachableError',
      ],
      ['the portal that denies', portal(403, 'No'), 'GatewayDeniedError'],
    ])(
      'is told when every list after the first request is answered by %s',
      async (_, answer, name) => {
        await cluster.serve(({ path }) =>
          path === '/version' ? undefined : answer,
        );
        await expect(cluster.collect()).rejects.toMatchObject({ name });
        await expect(
          cluster.collect({ namespaces: ['shop', 'vault'] }),
        ).rejects.toMatchObject({ name });
      },
    );

    it.each<[string, TestAnswer]>([
      ['refused', status(403, 'Forbidden', 'nodes is forbidden')],
      ['failed', status(500, 'InternalError', 'etcdserver: no leader')],
      ['given', list('Node', ['a'])],
    ])('is not lost while one list was %s by it', async (_, answer) => {
      const lost = status(502, 'ServiceUnavailable', 'connect ECONNREFUSED');
      await cluster.serve(({ path }) => {
        if (path === '/version') return undefined;
        return path === '/api/v1/nodes' ? answer : lost;
      });
      const { snapshot } = await cluster.collect();
      expect(snapshot.readOf('Pod')).toEqual({
        kind: 'Pod',
        state: 'failed',
        message: 'connect ECONNREFUSED',
      });
    });

    it('is not lost while one namespace of several was answered by it', async () => {
      await cluster.serve(({ path }) => {
        if (path === '/version') return undefined;
        return path === '/api/v1/namespaces/vault/pods'
          ? status(403, 'Forbidden', 'pods is forbidden')
          : status(502, 'ServiceUnavailable', 'connect ECONNREFUSED');
      });
      const { snapshot } = await cluster.collect({
        namespaces: ['shop', 'vault'],
      });
      expect(snapshot.readOf('Pod')).toMatchObject({
        state: 'forbidden',
        message: 'pods is forbidden',
      });
    });

    it('is given up soon when it stops answering after the first request', async () => {
      await cluster.serve(({ path }) => (path === '/version' ? undefined : {}));
      await expect(
        cluster.collect({ requestTimeout: 100, resources: undefined }),
      ).rejects.toMatchObject({ name: 'ClusterUnreachableError' });
      expect(cluster.api.requests.length).toBeLessThan(10);
    });
  });
});
