import { objectSearch } from './objectSearch';

const entity = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout', annotations },
});

describe('objectSearch', () => {
  it('looks for the label of the id', () => {
    const search = objectSearch(
      entity({
        'backstage.io/kubernetes-id': 'shop-checkout',
        'backstage.io/kubernetes-namespace': 'shop',
      }),
    );
    expect(search).toMatchObject({
      selector: 'backstage.io/kubernetes-id=shop-checkout',
      namespace: 'shop',
      custom: false,
    });
    expect(search.snippet).toContain(
      '        backstage.io/kubernetes-id: shop-checkout',
    );
  });

  it('prefers the selector to the id', () => {
    const search = objectSearch(
      entity({
        'backstage.io/kubernetes-id': 'checkout',
        'backstage.io/kubernetes-label-selector': 'app=checkout,tier!=test',
      }),
    );
    expect(search).toMatchObject({
      selector: 'app=checkout,tier!=test',
      namespace: undefined,
      custom: true,
    });
    expect(search.snippet).toContain(
      `label-selector: 'app=checkout,tier!=test'`,
    );
  });
});
