import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EntityCatalog } from './EntityCatalog';

function component(name: string, annotations = {}) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
  };
}

const CART = component('cart', { 'backstage.io/kubernetes-id': 'cart' });
const PAY = component('pay', {
  'backstage.io/kubernetes-label-selector': 'app=pay',
  'backstage.io/kubernetes-namespace': 'money',
});

describe('EntityCatalog', () => {
  it('reads entities that have Kubernetes annotations', async () => {
    const catalog = catalogServiceMock({
      entities: [CART, PAY, component('library')],
    });
    const entities = new EntityCatalog({ auth: mockServices.auth(), catalog });
    expect(await entities.entitiesFor('prod')).toEqual([
      {
        entityRef: 'component:default/cart',
        selector: 'backstage.io/kubernetes-id=cart',
      },
      {
        entityRef: 'component:default/pay',
        selector: 'app=pay',
        namespace: 'money',
      },
    ]);
  });

  it('tells, once the catalog has settled, which clusters were linked to fewer entities', async () => {
    let current = catalogServiceMock({ entities: [] });
    const entities = new EntityCatalog({
      auth: mockServices.auth(),
      catalog: catalogServiceMock.mock({
        queryEntities: (...args) => current.queryEntities(...args),
        streamEntities: (...args) => current.streamEntities(...args),
      }),
    });
    const outdated = () => entities.outdatedClusters();

    await entities.entitiesFor('prod');
    expect([await outdated(), await outdated()]).toEqual([[], []]);
    current = catalogServiceMock({ entities: [CART] });
    expect(await outdated()).toEqual([]);
    current = catalogServiceMock({ entities: [CART, PAY] });
    await entities.entitiesFor('test');
    expect([await outdated(), await outdated()]).toEqual([[], ['prod']]);
    await entities.entitiesFor('prod');
    expect(await outdated()).toEqual([]);
  });
});
