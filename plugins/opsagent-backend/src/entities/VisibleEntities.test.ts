import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { VisibleEntities } from './VisibleEntities';

const CART = 'component:default/cart';
const PAY = 'component:default/pay';

describe('VisibleEntities', () => {
  it('asks the catalog as the caller, once for a while, and shares nothing between callers', async () => {
    let now = 0;
    const hidden = new Set([PAY]);
    const catalog = catalogServiceMock.mock({
      getEntitiesByRefs: async ({ entityRefs }) => ({
        items: entityRefs.map(ref =>
          hidden.has(ref)
            ? undefined
            : { apiVersion: '', kind: '', metadata: { name: '' } },
        ),
      }),
    });
    const visible = new VisibleEntities({
      catalog,
      timeToLive: 1_000,
      now: () => now,
    });
    const ana = { credentials: mockCredentials.user('user:default/ana') };
    const ben = { credentials: mockCredentials.user('user:default/ben') };

    expect(await visible.among([CART, PAY], ana)).toEqual([CART]);
    hidden.clear();
    expect(await visible.among([PAY, CART], ana)).toEqual([CART]);
    expect(catalog.getEntitiesByRefs).toHaveBeenCalledTimes(1);
    expect(catalog.getEntitiesByRefs.mock.calls[0][1]).toEqual(ana);

    expect(await visible.among([CART, PAY], ben)).toEqual([CART, PAY]);
    now = 1_000;
    expect(await visible.among([PAY], ana)).toEqual([PAY]);
  });

  it('asks in batches', async () => {
    const catalog = catalogServiceMock.mock({
      getEntitiesByRefs: async ({ entityRefs }) => ({
        items: entityRefs.map(() => undefined),
      }),
    });
    const refs = Array.from({ length: 1_200 }, (_, i) => `component:x/${i}`);
    const credentials = mockCredentials.user();
    expect(
      await new VisibleEntities({ catalog }).among(refs, { credentials }),
    ).toEqual([]);
    expect(catalog.getEntitiesByRefs).toHaveBeenCalledTimes(3);
  });
});
