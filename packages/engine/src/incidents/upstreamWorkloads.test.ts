import { field } from '../findings/evidence';
import { object, ownedBy } from '../testing/builders';
import { Finding } from '../findings/Finding';
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

describe('what has the API server call a Service', () => {
  const labels = { app: 'guard' };
  const guard = object('Deployment', 'guard', {
    spec: { template: { metadata: { labels } } },
  });
  const guardPod = ownedBy(
    guard,
    object(
      'Pod',
      'guard-1',
      {
        spec: { containers: [{ name: 'app' }] },
        status: {
          containerStatuses: [{ name: 'app', ready: false, state: {} }],
        } as never,
      },
      { labels },
    ),
  );
  const service = object('Service', 'guard', { spec: { selector: labels } });
  const api = object('APIService', 'v1.guard.example.org');
  const definition = object('CustomResourceDefinition', 'rules.example.org', {
    spec: {
      group: 'example.org',
      names: { kind: 'Rule', plural: 'rules' },
    } as never,
  });
  const webhook = object('MutatingWebhookConfiguration', 'guard');
  const calls = (path: string, name: string) => (called: typeof api) =>
    field(called as never, path, { namespace: 'shop', name });
  const cluster = [guard, guardPod, service, api, definition, webhook];
  const broken = (name = 'guard') => ({
    'apiservice.unavailable': finding('apiservice.unavailable', api, {
      evidence: [calls('spec.service', name)(api)],
    }),
    'crd.conversion-broken': finding('crd.conversion-broken', definition, {
      evidence: [
        calls('spec.conversion.webhook.clientConfig.service', name)(api),
      ],
    }),
    'webhook.no-endpoints': finding('webhook.no-endpoints', webhook, {
      evidence: [calls('webhooks[0].clientConfig.service', name)(api)],
    }),
    'hpa.metrics-server-absent': finding('hpa.metrics-server-absent', api, {
      evidence: [calls('spec.service', name)(api)],
    }),
  });
  const affected = [
    { kind: 'Pod', namespace: 'shop', name: 'guard-1', container: 'app' },
  ];
  const crash = finding('probe.http-status', guard, { affected });
  const log = new Map([
    [
      'shop/guard-1/app',
      "tls: failed to verify certificate: x509: cannot validate certificate for 10.240.0.11 because it doesn't contain any IP SANs",
    ],
  ]);
  const detectors = Object.keys(broken()) as (keyof ReturnType<
    typeof broken
  >)[];

  it.each(detectors)('%s follows from pods whose log tells why', each => {
    const found = incidentsFor(cluster, [crash, broken()[each]], log);
    expect(found.map(summaryOf)).toEqual([
      'certificate-host-wrong Deployment/guard: 2',
    ]);
  });

  it.each(detectors)('%s follows from a kill for memory', each => {
    const killed = finding('pod.oom-killed', guard, {
      affected,
      evidence: [field(guardPod, 'status.reason', 'OOMKilled')],
    });
    expect(
      incidentsFor(cluster, [broken()[each], killed]).map(summaryOf),
    ).toEqual(['memory-limit-too-low Deployment/guard: 2']);
  });

  it('so do the requests that a webhook refuses meanwhile', () => {
    const refused = finding('create.webhook-unreachable', webhook, {
      message: 'failed calling webhook "check.guard.example.org"',
    });
    const dead = {
      ...broken()['webhook.no-endpoints'],
      key: 'check.guard.example.org',
    };
    expect(
      incidentsFor(cluster, [refused, crash, dead], log).map(summaryOf),
    ).toEqual(['certificate-host-wrong Deployment/guard: 3']);
    expect(
      incidentsFor(cluster, [refused, crash, { ...dead, key: 'other' }], log),
    ).toHaveLength(2);
  });

  it.each(detectors)('%s does not from pods of another Service', each => {
    const found = incidentsFor(cluster, [crash, broken('other')[each]], log);
    expect(found).toHaveLength(2);
  });

  it.each(detectors)('%s does not from what began later', each => {
    const late = { ...crash, since: '2026-03-01T12:00:00Z' };
    const early = { ...broken()[each], since: '2026-03-01T11:00:00Z' };
    expect(incidentsFor(cluster, [late, early], log)).toHaveLength(2);
  });

  it.each([
    ['example.org/v1, Kind=Rule', 1],
    ['example.org/v1, Kind=Ruler', 2],
    ['other.org/v1, Kind=Rule', 2],
  ])('a log that names the conversion of %s', (kind, incidents) => {
    const text = `failed to list: conversion webhook for ${kind} failed: Post "https://guard.shop.svc:443/convert": service "guard" not found`;
    const found = incidentsFor(
      cluster,
      [
        finding('pod.crash-loop', guard, { affected }),
        broken('gone')['crd.conversion-broken'],
      ],
      new Map([['shop/guard-1/app', text]]),
    );
    expect(found).toHaveLength(incidents);
  });
});

describe('pods that wait for a volume', () => {
  const claim = object('PersistentVolumeClaim', 'data');
  const node = object('Node', 'worker-1');
  const pod = (name: string) => ({ kind: 'Pod', namespace: 'shop', name });
  const about = (
    detector: string,
    subject: typeof deployment,
    overrides: Partial<Finding> = {},
  ) =>
    finding(detector, subject, {
      affected: [pod('cart-1')],
      evidence: [field(subject, 'status.phase', 'Pending')],
      ...overrides,
    });
  const deadlock = about('deploy.rollout-deadlock', deployment, {
    key: 'volume data',
  });
  const multiAttach = about('storage.multi-attach', claim as never);
  const summary =
    'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[]: context deadline exceeded';
  const unmounted = (message: string) =>
    about('storage.mount-failed', deployment, { message });
  const noDriver = about('storage.csi-driver-not-on-node', node as never, {
    key: 'efs.csi.aws.com',
  });
  const noSuch = (driver: string) =>
    unmounted(`driver name ${driver} not found in the list of registered`);
  const cordoned = about('scheduling.only-cordoned-nodes', deployment);
  const bound = about('scheduling.volume-node-affinity', claim as never);

  it.each<[string, Finding[], string[]]>([
    [
      'that the old pods hold',
      [multiAttach, unmounted(summary), deadlock],
      ['rollout-self-blocked Deployment/cart: 3'],
    ],
    [
      'that another workload holds',
      [unmounted(summary), multiAttach],
      ['rollout-self-blocked PersistentVolumeClaim/data: 2'],
    ],
    [
      'and whose rollout waits for a port',
      [multiAttach, { ...deadlock, key: 'host port 80/TCP' }],
      [
        'rollout-self-blocked Deployment/cart: 1',
        'rollout-self-blocked PersistentVolumeClaim/data: 1',
      ],
    ],
    [
      'whose driver is absent',
      [noSuch('efs.csi.aws.com'), noDriver],
      ['volume-attach-broken Node/worker-1: 2'],
    ],
    [
      'whose driver refuses, while another is absent',
      [unmounted('mount failed: exit status 32'), noDriver],
      [
        'volume-attach-broken Deployment/cart: 1',
        'volume-attach-broken Node/worker-1: 1',
      ],
    ],
    [
      'that binds them to a cordoned node',
      [bound, cordoned],
      ['node-cordoned Deployment/cart: 2'],
    ],
    [
      'that binds others, too',
      [{ ...bound, affected: [pod('cart-1'), pod('stock-1')] }, cordoned],
      [
        'node-cordoned Deployment/cart: 1',
        'volume-zone-bound PersistentVolumeClaim/data: 1',
      ],
    ],
  ])('%s', (_, findings, expected) => {
    const cluster = [deployment, claim, node];
    expect(incidentsFor(cluster, findings).map(summaryOf).sort()).toEqual(
      expected,
    );
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
