import { object, ownedBy } from '../testing';
import { writerOf } from './writerOf';

const marked = (metadata: Record<string, unknown>) =>
  object('Deployment', 'cart', {}, { metadata });

describe('writerOf', () => {
  it.each([
    [
      'Argo CD application shop-prod',
      {
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'shop-prod:apps/Deployment:shop/cart',
        },
      },
    ],
    [
      'Argo CD application shop-prod',
      { labels: { 'argocd.argoproj.io/instance': 'shop-prod' } },
    ],
    [
      'Flux Kustomization shop',
      { labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' } },
    ],
    [
      'Helm release cart',
      { annotations: { 'meta.helm.sh/release-name': 'cart' } },
    ],
    ['a Helm release', { labels: { 'app.kubernetes.io/managed-by': 'Helm' } }],
    [
      'the controller of Kafka events',
      {
        ownerReferences: [
          {
            apiVersion: 'kafka.strimzi.io/v1beta2',
            kind: 'Kafka',
            name: 'events',
            uid: '1',
            controller: true,
          },
        ],
      },
    ],
  ])('knows %s', (writer, metadata) => {
    expect(writerOf(marked(metadata))).toBe(writer);
  });

  it.each([
    ['argocd-controller', 'Argo CD'],
    ['kustomize-controller', 'Flux'],
    ['helm', 'a Helm release'],
    ['Terraform', 'Terraform'],
  ])('knows the manager %s', (manager, writer) => {
    const found = marked({
      managedFields: [
        { manager: 'kube-controller-manager', subresource: 'status' },
        { manager, operation: 'Apply' },
      ],
    });
    expect(writerOf(found)).toBe(writer);
  });

  it.each([
    [
      'a status that a tool wrote',
      marked({
        managedFields: [
          { manager: 'argocd-controller', subresource: 'status' },
        ],
      }),
    ],
    ['nothing', marked({})],
    [
      'another manager',
      marked({ labels: { 'app.kubernetes.io/managed-by': 'us' } }),
    ],
    [
      'a controller of Kubernetes',
      ownedBy(object('Deployment', 'cart'), object('ReplicaSet', 'cart-1')),
    ],
  ])('takes %s for no writer', (_, found) => {
    expect(writerOf(found)).toBeUndefined();
  });
});
