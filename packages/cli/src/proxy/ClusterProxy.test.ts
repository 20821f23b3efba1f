import { KubeConfig } from '@kubernetes/client-node';
import { once } from 'node:events';
import {
  createServer,
  IncomingMessage,
  request,
  RequestListener,
  Server,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { ClusterProxy } from './ClusterProxy';

describe('ClusterProxy', () => {
  let server: Server;
  let proxy: ClusterProxy;
  const received: IncomingMessage[] = [];

  async function serve(listener: RequestListener) {
    received.length = 0;
    server = createServer((incoming, response) => {
      received.push(incoming);
      listener(incoming, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromClusterAndUser(
      {
        name: 'c',
        server: `http://127.0.0.1:${port}/clusters/a`,
        skipTLSVerify: true,
      },
      { name: 'u', token: 'of-the-kubeconfig' },
    );
    proxy = await ClusterProxy.start({ kubeConfig, port: 0 });
  }

  afterEach(async () => {
    await proxy.stop();
    server.closeAllConnections();
    server.close();
  });

  const authorization = () => ({ authorization: `Bearer ${proxy.token}` });

  it.each([
    ['no token', () => ({})],
    ['another token', () => ({ authorization: 'Bearer of-the-kubeconfig' })],
    [
      'a part of the token',
      () => ({ authorization: `Bearer ${proxy.token.slice(0, -1)}` }),
    ],
  ])('keeps out who brings %s', async (_, headers) => {
    await serve((_request, response) => response.end('secret'));
    const answer = await fetch(`${proxy.url}/api/v1/pods`, {
      headers: headers(),
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ kind: 'Status', code: 401 });
    expect(received).toEqual([]);
  });

  it('asks as the kubeconfig says, not as the caller says', async () => {
    await serve((_incoming, response) => {
      response.writeHead(203, { 'x-answer': 'yes' });
      response.end('{"kind":"PodList"}');
    });
    const answer = await fetch(`${proxy.url}/api/v1/pods?limit=5`, {
      headers: {
        ...authorization(),
        accept: 'application/json',
        cookie: 'session=1',
        'impersonate-user': 'system:admin',
      },
    });
    expect(answer.status).toBe(203);
    expect(answer.headers.get('x-answer')).toBe('yes');
    expect(await answer.text()).toBe('{"kind":"PodList"}');
    const [{ url, method, headers }] = received;
    expect({ url, method }).toEqual({
      url: '/clusters/a/api/v1/pods?limit=5',
      method: 'GET',
    });
    expect(headers).toMatchObject({
      authorization: 'Bearer of-the-kubeconfig',
      accept: 'application/json',
    });
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('impersonate-user');
  });

  it('answers HEAD', async () => {
    await serve((_incoming, response) => response.end('fine'));
    const answer = await fetch(proxy.url, {
      method: 'HEAD',
      headers: authorization(),
    });
    expect(answer.status).toBe(200);
    expect(received[0].method).toBe('HEAD');
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'keeps %s from the cluster',
    async method => {
      await serve((_incoming, response) => response.end('written'));
      const answer = await fetch(`${proxy.url}/api/v1/pods`, {
        method,
        headers: authorization(),
        ...(method === 'OPTIONS' ? {} : { body: '{"kind":"Pod"}' }),
      });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('GET, HEAD');
      expect(await answer.json()).toMatchObject({
        kind: 'Status',
        status: 'Failure',
        reason: 'MethodNotAllowed',
        message: expect.stringContaining(`${method} is not served`),
        code: 405,
      });
      expect(received).toEqual([]);
    },
  );

  it('passes on what a watch sends as it comes, and ends it with its reader', async () => {
    let ended: Promise<unknown> | undefined;
    await serve((_incoming, response) => {
      ended = once(response, 'close');
      response.writeHead(200);
      response.write('{"type":"ADDED"}\n');
    });
    const watch = request(`${proxy.url}/api/v1/pods?watch=true`, {
      headers: authorization(),
    }).end();
    const [answer] = (await once(watch, 'response')) as [IncomingMessage];
    const [line] = await once(answer, 'data');
    expect(String(line)).toBe('{"type":"ADDED"}\n');
    watch.destroy();
    await ended;
  });

  it('says when the cluster cannot be reached', async () => {
    await serve((_incoming, response) => response.end());
    server.close();
    server.closeAllConnections();
    const answer = await fetch(proxy.url, { headers: authorization() });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({
      kind: 'Status',
      message: expect.stringMatching(
        /^No answer came from the cluster: .*ECONNREFUSED/,
      ),
    });
  });

  it('survives a cluster that hangs up in the middle of an answer', async () => {
    await serve((incoming, response) => {
      if (incoming.url?.endsWith('/version')) {
        response.end('fine');
        return;
      }
      response.writeHead(200, { 'content-length': '100' });
      response.write('partial', () => response.destroy());
    });
    const broken = await fetch(`${proxy.url}/api`, {
      headers: authorization(),
    });
    await expect(broken.text()).rejects.toThrow();
    const next = await fetch(`${proxy.url}/version`, {
      headers: authorization(),
    });
    expect(await next.text()).toBe('fine');
  });
});
