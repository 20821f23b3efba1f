import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EntityCatalog, EntityCatalogOptions } from './EntityCatalog';

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

function group(name: string, parent?: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    relations: relations({
      childOf: parent ? [`group:default/${parent}`] : [],
    }),
  };
}

function relations(targets: Record<string, string[]>) {
  return Object.entries(targets).flatMap(([type, refs]) =>
    refs.map(targetRef => ({ type, targetRef })),
  );
}

function entityCatalog(
  options: Pick<EntityCatalogOptions, 'catalog'> &
    Partial<EntityCatalogOptions>,
) {
  return new EntityCatalog({
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
    mapping: [],
    ...options,
  });
}

describe('EntityCatalog', () => {
  it('reads entities that have Kubernetes annotations', async () => {
    const catalog = catalogServiceMock({
      entities: [CART, PAY, component('library')],
    });
    const entities = entityCatalog({ catalog });
    expect(await entities.entitiesFor('prod')).toMatchObject({
      entities: [
        {
          entityRef: 'component:default/cart',
          selector: 'backstage.io/kubernetes-id=cart',
        },
        {
          entityRef: 'component:default/pay',
          selector: 'app=pay',
          namespace: 'money',
        },
      ],
    });
  });

  it('reads who owns them, one level of groups up, and their systems', async () => {
    const catalog = catalogServiceMock({
      entities: [
        {
          ...CART,
          relations: relations({
            ownedBy: [
              'group:default/team-cart',
              'group:default/shop',
              'user:default/ana',
            ],
            partOf: ['component:default/suite', 'system:default/shop'],
            childOf: ['group:default/not-about-owners'],
          }),
        },
        PAY,
        group('team-cart', 'shop'),
        group('shop', 'company'),
        group('company', 'holding'),
        group('team-platform', 'company'),
      ],
    });
    const entities = entityCatalog({
      catalog,
      platformOwner: 'group:default/team-platform',
    });
    const { ownerships } = await entities.entitiesFor('prod');
    expect(ownerships).toEqual([
      {
        entityRef: 'component:default/cart',
        ownerRefs: [
          'group:default/team-cart',
          'group:default/shop',
          'user:default/ana',
        ],
        parentRefs: ['group:default/company'],
        systemRefs: ['system:default/shop'],
      },
      {
        entityRef: 'component:default/pay',
        ownerRefs: [],
        parentRefs: [],
        systemRefs: [],
      },
      {
        entityRef: 'group:default/team-platform',
        ownerRefs: ['group:default/team-platform'],
        parentRefs: ['group:default/company'],
        systemRefs: [],
      },
    ]);
  });

  it('reads entities that name what deploys them', async () => {
    const catalog = catalogServiceMock({
      entities: [
        component('shop', {
          'argocd/app-name': 'shop',
          'argocd/app-namespace': 'team',
        }),
        component('suite', { 'argocd/app-selector': 'suite=shop' }),
        component('redis', { 'example.com/release': 'redis' }),
        component('library', { 'example.com/other': 'redis' }),
      ],
    });
    const { entities } = await entityCatalog({
      catalog,
      instanceAnnotation: 'example.com/release',
    }).entitiesFor('prod');
    expect(entities).toMatchObject([
      { entityRef: 'component:default/shop', application: 'team_shop' },
      {
        entityRef: 'component:default/suite',
        applicationSelector: 'suite=shop',
      },
      { entityRef: 'component:default/redis', instance: 'redis' },
    ]);
  });

  it('reads the entities of rules, and leaves out rules whose entity is not there, saying so once', async () => {
    const logger = mockServices.logger.mock();
    const library = {
      ...component('library'),
      relations: relations({ ownedBy: ['group:default/team'] }),
    };
    const rules = ['library', 'missing'].map(name => ({
      namespace: 'shop',
      entityRef: `component:default/${name}`,
    }));
    const entities = entityCatalog({
      catalog: catalogServiceMock({ entities: [library, CART] }),
      logger,
      mapping: rules,
    });
    await entities.entitiesFor('test');
    const linkable = await entities.entitiesFor('prod');
    expect(linkable.rules).toEqual(rules.slice(0, 1));
    expect(linkable.ownerships).toMatchObject([
      { entityRef: 'component:default/cart' },
      {
        entityRef: 'component:default/library',
        ownerRefs: ['group:default/team'],
      },
    ]);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringContaining('names component:default/missing')],
    ]);
  });

  it('tells, once the catalog has settled, which clusters were linked to fewer entities', async () => {
    let current = catalogServiceMock({ entities: [] });
    const entities = entityCatalog({
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
