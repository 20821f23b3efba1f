import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Server, createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { ClusterRegistry, ClusterRegistryOptions } from './ClusterRegistry';

describe('ClusterRegistry', () => {
  let server: Server;
  let answer = { status: 200, body: '' };

  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(answer.status, { 'Content-Type': 'application/json' });
      response.end(answer.body);
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
  });

  afterAll(() => {
    server.close();
  });

  const list = (filter: Partial<ClusterRegistryOptions> = {}) => {
    const { port } = server.address() as AddressInfo;
    const baseUrl = async () => `http://127.0.0.1:${port}`;
    return new ClusterRegistry({
      auth: mockServices.auth(),
      discovery: { getBaseUrl: baseUrl, getExternalBaseUrl: baseUrl },
      ...filter,
    }).list({
      credentials: mockCredentials.service(),
      signal: AbortSignal.timeout(5_000),
    });
  };

  it('lists the wanted clusters, and which of them a server can scan', async () => {
    const items = [
      { name: 'prod', title: 'Production', authProvider: 'serviceAccount' },
      { name: 'laptop', authProvider: 'oidc' },
      { name: 'test' },
    ];
    answer = { status: 200, body: JSON.stringify({ items }) };
    const prod = { name: 'prod', title: 'Production', scannable: true };
    const laptop = { name: 'laptop', scannable: false };
    const test = { name: 'test', scannable: true };
    expect(await list()).toEqual([prod, laptop, test]);
    expect(await list({ include: ['prod', 'test'] })).toEqual([prod, test]);
    expect(await list({ exclude: ['prod'] })).toEqual([laptop, test]);
  });

  it.each([
    ['an error', 500, '{}', 'ServiceUnavailableError'],
    ['no JSON', 200, '<html>', 'ServiceUnavailableError'],
    ['another shape', 200, '{"clusters":[]}', 'ServiceUnavailableError'],
    ['a denial', 403, '{}', 'NotAllowedError'],
  ])('answers to %s with one kind of error', async (_, status, body, name) => {
    answer = { status, body };
    await expect(list()).rejects.toMatchObject({ name });
  });
});
