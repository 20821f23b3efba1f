import { field } from '../findings/evidence';
import { object, ownedBy } from '../testing/builders';
import { custom, finding, incidentsFor, summaryOf } from './testFindings';

const deployment = object('Deployment', 'cart');

describe('a workload behind a Service that everybody needs', () => {
  const labels = { app: 'guard' };
  const guard = object('Deployment', 'guard', {
    spec: { template: { metadata: { labels } } },
  });
  const guardPod = ownedBy(
    guard,
    object('Pod', 'guard-1', { spec: { nodeName: 'worker-1' } }, { labels }),
  );
  const service = object('Service', 'guard', { spec: { selector: labels } });
  const webhook = object('ValidatingWebhookConfiguration', 'guard');
  const dead = finding('webhook.no-endpoints', webhook, {
    evidence: [
      field(webhook, 'webhooks[0].clientConfig.service', {
        namespace: 'shop',
        name: 'guard',
      }),
    ],
  });
  const resolver = finding('dns.service-down', service, {
    affected: [{ kind: 'Pod', namespace: 'shop', name: 'guard-1' }],
  });
  const cluster = [guard, guardPod, service, webhook];
  const notFound = finding('image.not-found', guard, {
    evidence: [field(guardPod, 'status.reason', 'ErrImagePull')],
  });
  const crash = finding('pod.crash-loop', guard, {
    affected: [{ kind: 'Pod', namespace: 'shop', name: 'guard-1' }],
  });

  it.each([
    ['webhook', dead],
    ['resolver', resolver],
  ])('and does not start is the cause of a %s without endpoints', (_, each) => {
    expect(incidentsFor(cluster, [notFound, each]).map(summaryOf)).toEqual([
      'image-reference-wrong Deployment/guard: 2',
    ]);
  });

  it('and crashes for a reason that nobody knows is part of what is known', () => {
    const proved = {
      ...resolver,
      evidence: [field(guardPod, 'status.conditions[Ready].status', 'False')],
    };
    expect(incidentsFor(cluster, [crash, proved]).map(summaryOf)).toEqual([
      'dns-down Service/guard: 2',
    ]);
  });
});

describe('an application that is degraded by what it delivers', () => {
  const application = custom('argoproj.io/v1alpha1', 'Application', 'shop', {
    status: {
      resources: [{ kind: 'Deployment', namespace: 'shop', name: 'cart' }],
    },
  });
  const kustomization = custom(
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    'shop',
    {
      status: {
        inventory: { entries: [7, { id: 'shop_cart_apps_Deployment' }] },
      },
    },
  );
  const notFound = finding('image.not-found', deployment, {
    evidence: [field(deployment, 'status.replicas', 0)],
  });

  it.each([
    ['Argo CD', 'argocd.app-degraded', application],
    ['Flux', 'flux.not-ready', kustomization],
  ])('of %s follows from that', (_, detector, object_) => {
    const degraded = finding(detector, object_, {
      evidence: [field(object_, 'status.health.status', 'Degraded')],
    });
    expect(
      incidentsFor([deployment, object_], [degraded, notFound]).map(summaryOf),
    ).toEqual(['image-reference-wrong Deployment/cart: 2']);
    expect(
      incidentsFor([deployment, object_], [degraded]).map(summaryOf),
    ).toEqual([`gitops-sync-broken ${object_.kind}/shop: 1`]);
  });
});

describe('a namespace that does not end', () => {
  const namespace = object('Namespace', 'old');
  const api = object('APIService', 'v1beta1.metrics.k8s.io');
  const stuck = (message: string) =>
    finding('namespace.terminating-stuck', namespace, {
      evidence: [field(namespace, 'status.conditions[X].message', message)],
    });
  const unavailable = finding('apiservice.unavailable', api, {
    evidence: [field(api, 'status.conditions[Available].status', 'False')],
  });

  it.each([
    ['metrics.k8s.io/v1beta1: stale GroupVersion discovery', 1],
    ['Some resources are remaining', 2],
  ])('says %s', (message, incidents) => {
    expect(
      incidentsFor([namespace, api], [stuck(message), unavailable]),
    ).toHaveLength(incidents);
  });
});
