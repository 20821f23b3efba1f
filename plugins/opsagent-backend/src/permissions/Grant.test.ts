import {
  Grant,
  GrantSubject,
  isGranted,
  isGrantedThroughout,
  isPossibleIn,
} from './Grant';

const prod: Grant = { property: 'cluster', values: ['prod'] };
const shop: Grant = { property: 'namespace', values: ['shop'] };
const high: Grant = { property: 'severity', values: ['high', 'critical'] };
const cart: Grant = {
  property: 'entity',
  values: ['component:default/cart'],
  orNone: false,
};
const nobodys: Grant = { ...cart, orNone: true };

describe('isGranted', () => {
  const inShop: GrantSubject = {
    cluster: 'prod',
    namespace: 'shop',
    severity: 'high',
    entityRefs: ['component:default/pay', 'component:default/cart'],
  };
  const node: GrantSubject = { cluster: 'prod', entityRefs: [] };

  it.each<[string, Grant, boolean, boolean]>([
    ['everything', true, true, true],
    ['nothing', false, false, false],
    ['a cluster', prod, true, true],
    [
      'another cluster',
      { property: 'cluster', values: ['test'] },
      false,
      false,
    ],
    ['no cluster', { property: 'cluster', values: [] }, false, false],
    ['a namespace', shop, true, false],
    ['all but a namespace', { not: shop }, false, true],
    ['severities', high, true, false],
    ['an entity', cart, true, false],
    ['an entity, and what is nobody’s', nobodys, true, true],
    ['all but that', { not: nobodys }, false, false],
    ['all of some', { allOf: [prod, shop, high] }, true, false],
    ['any of some', { anyOf: [cart, { not: shop }] }, true, true],
    ['none of some', { not: { anyOf: [cart, shop] } }, false, true],
  ])('decides on %s', (_, grant, ofService, ofNode) => {
    expect(isGranted(grant, inShop)).toBe(ofService);
    expect(isGranted(grant, node)).toBe(ofNode);
  });
});

describe('isGrantedThroughout', () => {
  it.each<[string, Grant, boolean]>([
    ['everything', true, true],
    ['a cluster', prod, true],
    ['all but another cluster', { not: { ...prod, values: ['test'] } }, true],
    ['a namespace', shop, false],
    ['all but a namespace', { not: shop }, false],
    ['all but an entity', { not: cart }, false],
    ['all but what is grave', { not: high }, false],
    ['a cluster without a namespace', { allOf: [prod, { not: shop }] }, false],
    ['a cluster, or a namespace', { anyOf: [prod, shop] }, true],
    ['not both', { not: { allOf: [shop, { not: prod }] } }, true],
  ])('decides on %s', (_, grant, ofCluster) => {
    expect(isGrantedThroughout(grant, { cluster: 'prod' })).toBe(ofCluster);
  });
});

describe('isPossibleIn', () => {
  it.each<[string, Grant, boolean, boolean]>([
    ['everything', true, true, true],
    ['nothing', false, false, false],
    ['one cluster', prod, true, false],
    ['all but one cluster', { not: prod }, false, true],
    ['an entity anywhere', cart, true, true],
    ['all but an entity', { not: cart }, true, true],
    ['an entity in one cluster', { allOf: [cart, prod] }, true, false],
    ['an entity, or one cluster', { anyOf: [cart, prod] }, true, true],
    ['neither of both', { not: { anyOf: [cart, prod] } }, false, true],
    ['not both', { not: { allOf: [cart, prod] } }, true, true],
    ['one of no clusters', { anyOf: [] }, false, false],
  ])('knows where there can be %s', (_, grant, inProd, inTest) => {
    expect(isPossibleIn('prod', grant)).toBe(inProd);
    expect(isPossibleIn('test', grant)).toBe(inTest);
  });
});
