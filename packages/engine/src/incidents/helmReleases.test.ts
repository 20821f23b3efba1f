import { field } from '../findings/evidence';
import { object } from '../testing/builders';
import { custom, finding, incidentsFor, summaryOf } from './testFindings';

const LABELS = {
  'helm.toolkit.fluxcd.io/name': 'cart',
  'helm.toolkit.fluxcd.io/namespace': 'shop',
};
const release = custom('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'cart', {
  spec: {},
});

describe('a release that Helm waited for in vain', () => {
  const told = (labels: Record<string, string>, message: string) => {
    const deployment = object(
      'Deployment',
      'cart-web',
      {},
      { metadata: { labels } },
    );
    const failed = finding('flux.not-ready', release, {
      message,
      evidence: [field(release, 'status.conditions[Ready].status', 'False')],
    });
    const missing = finding('image.not-found', deployment, {
      evidence: [field(deployment, 'status.readyReplicas', 0)],
    });
    return incidentsFor([release, deployment], [failed, missing]).map(
      summaryOf,
    );
  };

  it.each([
    'Helm install failed for release shop/cart: context deadline exceeded',
    'Helm upgrade failed: timed out waiting for the condition',
    'resource Deployment/shop/cart-web not ready. status: InProgress',
  ])('follows from what ails its workloads: %s', message => {
    expect(told(LABELS, message)).toEqual([
      'image-reference-wrong Deployment/cart-web: 2',
    ]);
  });

  it.each([
    ['fails for its own sake', LABELS, 'chart "cart" version "2.x" not found'],
    [
      'is of another name',
      { ...LABELS, 'helm.toolkit.fluxcd.io/name': 'search' },
      'context deadline exceeded',
    ],
  ])('does not where it %s', (_, labels, message) => {
    expect(told(labels, message)).toHaveLength(2);
  });
});
