import { instanceOf } from './instanceOf';

type Texts = Record<string, string>;

const TRACKING = 'argocd.argoproj.io/tracking-id';
const ARGO = 'argocd.argoproj.io/instance';
const HELM = 'meta.helm.sh/release-name';
const INSTANCE = 'app.kubernetes.io/instance';

const deployment = (annotations: Texts, labels: Texts = {}) =>
  instanceOf({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: 'shop', name: 'cart', annotations, labels },
  });

describe('instanceOf', () => {
  it.each<[string, Texts, Texts, string | undefined, string | undefined]>([
    ['nothing', {}, {}, undefined, undefined],
    [
      'the tracking annotation before labels',
      { [TRACKING]: 'shop:apps/Deployment:shop/cart' },
      { [ARGO]: 'other', [INSTANCE]: 'chart' },
      'shop',
      'chart',
    ],
    [
      'an application of another namespace',
      { [TRACKING]: 'team_shop:apps/Deployment:shop/cart' },
      {},
      'team_shop',
      undefined,
    ],
    ['the label of Argo CD', {}, { [ARGO]: 'shop' }, 'shop', undefined],
    ['the common label for both', {}, { [INSTANCE]: 'x' }, 'x', 'x'],
    [
      'a Helm release, which is no application',
      { [HELM]: 'redis' },
      { [INSTANCE]: 'redis' },
      undefined,
      'redis',
    ],
    ...[
      'shop:apps/Deployment:shop/other',
      'shop:apps/Deployment:bank/cart',
      'shop:apps/ReplicaSet:shop/cart',
      'shop:extensions/Deployment:shop/cart',
      'shop',
    ].map(
      text =>
        [
          `no copied annotation: ${text}`,
          { [TRACKING]: text },
          {},
          undefined,
          undefined,
        ] as [string, Texts, Texts, undefined, undefined],
    ),
  ])('reads %s', (_, annotations, labels, application, release) => {
    expect(deployment(annotations, labels)).toEqual({ application, release });
  });

  it('reads core objects, those without a namespace, and applications themselves', () => {
    const core = (kind: string, namespace?: string) => ({
      apiVersion: 'v1',
      kind,
      metadata: {
        namespace,
        name: 'cart',
        annotations: { [TRACKING]: `shop:/${kind}:shop/cart` },
      },
    });
    expect(instanceOf(core('Service', 'shop')).application).toBe('shop');
    expect(instanceOf(core('PersistentVolume')).application).toBe('shop');
    expect(
      instanceOf({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: {
          namespace: 'argocd',
          name: 'shop',
          labels: { [ARGO]: 'root' },
        },
      }).application,
    ).toBe('shop');
  });
});
