import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { startOrEnd } from './startOrEnd';

async function outcomeOf(init: () => Promise<void>) {
  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        backend: {
          baseUrl: 'http://localhost:0',
          listen: { host: '127.0.0.1', port: 0 },
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
      },
    }),
  );
  backend.add(mockServices.rootLogger.factory());
  backend.add(
    createBackendPlugin({
      pluginId: 'shop',
      register: reg => reg.registerInit({ deps: {}, init }),
    }),
  );
  const say = jest.fn();
  const end = jest.fn();
  await startOrEnd({ backend, say, end });
  await backend.stop();
  return { said: say.mock.calls.flat(), ended: end.mock.calls.flat() };
}

describe('startOrEnd', () => {
  it('says in one line which plugin failed and why, and ends', async () => {
    expect(
      await outcomeOf(async () => {
        throw new Error('shop.key: it is wrong');
      }),
    ).toEqual({
      said: [
        "The backend could not start: Plugin 'shop' startup failed; caused by Error: shop.key: it is wrong",
      ],
      ended: [1],
    });
  });

  it('says nothing when all is well', async () => {
    expect(await outcomeOf(async () => {})).toEqual({ said: [], ended: [] });
  });
});
