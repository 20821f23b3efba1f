import { analyze } from '../analyze';
import { readDump } from '../dump';
import { KubernetesObject } from '../snapshot/objects';
import { NOW } from '../testing/builders';
import { manifestDetectors } from './manifestDetectors';

type Fields = Record<string, unknown>;

const API_VERSIONS: Readonly<Record<string, string>> = {
  CronJob: 'batch/v1',
  Deployment: 'apps/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  Ingress: 'networking.k8s.io/v1',
  PodDisruptionBudget: 'policy/v1',
  StatefulSet: 'apps/v1',
};

const manifest = (
  kind: string,
  name: string,
  fields: Fields = {},
  namespace: string | undefined = 'shop',
): KubernetesObject => ({
  apiVersion: API_VERSIONS[kind] ?? 'v1',
  kind,
  metadata: { name, ...(namespace ? { namespace } : {}) },
  ...fields,
});

interface Template {
  labels?: Record<string, string>;
  container?: Fields;
  pod?: Fields;
  namespace?: string;
}

const deployment = (name: string, template: Template = {}) => {
  const { labels = { app: name }, container, pod, namespace } = template;
  return manifest(
    'Deployment',
    name,
    {
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'app', ...container }], ...pod },
        },
      },
    },
    namespace,
  );
};

const service = (
  name: string,
  selector: Record<string, string>,
  port: Fields = { port: 80, targetPort: 8080 },
) => manifest('Service', name, { spec: { selector, ports: [port] } });

const http = { ports: [{ name: 'http', containerPort: 8080 }] };

const env = (valueFrom: Fields) => ({ env: [{ name: 'A', valueFrom }] });

const configKey = (name: string, key: string) =>
  env({ configMapKeyRef: { name, key } });

const budget = (app: string) =>
  manifest('PodDisruptionBudget', 'budget', {
    spec: { selector: { matchLabels: { app } } },
  });

const backend = (name: string, number: number) =>
  manifest('Ingress', 'web', {
    spec: { defaultBackend: { service: { name, port: { number } } } },
  });

const scaling = (name: string) =>
  manifest('HorizontalPodAutoscaler', 'carts', {
    spec: {
      maxReplicas: 2,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    },
  });

const claim = (claimName: string) => ({
  pod: { volumes: [{ name: 'a', persistentVolumeClaim: { claimName } }] },
});

function findingsOf(objects: readonly KubernetesObject[]) {
  const text = JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: objects,
  });
  const snapshot = readDump([{ path: 'manifests.json', text }], {
    capturedAt: NOW,
    kindsWithoutObjects: 'undeployed',
  });
  const { findings, coverage } = analyze(snapshot, {
    detectors: manifestDetectors,
  });
  expect(coverage.detectors.failed).toEqual([]);
  return findings;
}

const OF_CONTAINERS =
  /^(security|resources|hygiene|probe\.(?:none|\w+-missing)|netpol)/;

/** Leaves out what is said of any plain container. */
const told = (objects: readonly KubernetesObject[]) =>
  findingsOf(objects)
    .filter(each => !OF_CONTAINERS.test(each.detector))
    .map(
      ({ detector, tier, severity, subject }) =>
        `${detector} ${tier} ${severity} ${subject.kind}/${subject.name}`,
    );

describe('manifests of pods', () => {
  it('are judged as templates are', () => {
    const pod = manifest('Pod', 'shell', {
      spec: { hostPID: true, containers: [{ name: 'app', image: 'a:1' }] },
    });
    expect(findingsOf([pod])).toContainEqual(
      expect.objectContaining({
        detector: 'security.host-namespace',
        subject: expect.objectContaining({ kind: 'Pod', name: 'shell' }),
      }),
    );
  });
});

describe('manifests that contradict each other', () => {
  it.each<[string, KubernetesObject[], string]>([
    [
      'a Service port without a container port',
      [
        deployment('cart', { container: http }),
        service('cart', { app: 'cart' }, { port: 80, targetPort: 'web' }),
      ],
      'service.target-port-name-unknown problem high Service/cart',
    ],
    [
      'a key that a ConfigMap lacks',
      [
        deployment('cart', { container: configKey('settings', 'hots') }),
        manifest('ConfigMap', 'settings', { data: { host: 'a' } }),
      ],
      'config.configmap-key-missing problem high Deployment/cart',
    ],
    [
      'a key that a Secret lacks',
      [
        deployment('cart', {
          container: env({ secretKeyRef: { name: 'cart-db', key: 'user' } }),
        }),
        manifest('Secret', 'cart-db', { stringData: { password: 'a' } }),
      ],
      'config.secret-key-missing problem high Deployment/cart',
    ],
    [
      'an Ingress backend without a Service port',
      [
        deployment('cart', { container: http }),
        service('cart', { app: 'cart' }),
        backend('cart', 8081),
      ],
      'ingress.backend-port-missing problem high Ingress/web',
    ],
    [
      'a probe of a port without a name',
      [
        deployment('cart', {
          container: { ...http, readinessProbe: { httpGet: { port: 'web' } } },
        }),
      ],
      'probe.port-name-unknown problem high Deployment/cart',
    ],
    [
      'an address with a port that the Service lacks',
      [
        deployment('cart', {
          container: {
            env: [{ name: 'ORDERS_URL', value: 'http://orders:81' }],
          },
        }),
        deployment('orders', { container: http }),
        service('orders', { app: 'orders' }),
      ],
      'ref.service-port-unknown problem high Deployment/cart',
    ],
    [
      'a date that no year has',
      [
        manifest('CronJob', 'report', {
          spec: { schedule: '0 0 31 2 *', jobTemplate: {} },
        }),
      ],
      'cronjob.invalid-schedule problem high CronJob/report',
    ],
  ])('%s', (_, objects, expected) => {
    expect(told(objects)).toEqual([expected]);
  });

  it('are told of templates, not of the pods made from them', () => {
    const [found] = findingsOf([
      deployment('cart', { container: configKey('settings', 'hots') }),
      manifest('ConfigMap', 'settings', { data: { host: 'a' } }),
    ]).filter(each => each.detector === 'config.configmap-key-missing');
    expect(found).toMatchObject({ affected: [] });
    expect(found.since).toBeUndefined();
    expect(found.evidence[0]).toMatchObject({
      object: { kind: 'Deployment', name: 'cart' },
      path: 'spec.template.spec.containers[0].env[0].valueFrom.configMapKeyRef',
    });
  });
});

describe('manifests that nearly fit each other', () => {
  it.each<[string, KubernetesObject[], string]>([
    [
      'a selector one letter from the template',
      [deployment('cart'), service('web', { app: 'crat' })],
      'manifest.stray-selector risk high Service/web',
    ],
    [
      'a selector with the value under another key',
      [
        deployment('web', { labels: { 'app.kubernetes.io/name': 'cart' } }),
        service('cart', { app: 'cart' }),
      ],
      'manifest.stray-selector risk high Service/cart',
    ],
    [
      'a disruption budget one letter from the template',
      [deployment('cart'), budget('carts')],
      'manifest.stray-selector risk high PodDisruptionBudget/budget',
    ],
    [
      'a ConfigMap one letter away',
      [
        deployment('cart', { container: configKey('setings', 'host') }),
        manifest('ConfigMap', 'settings', { data: { host: 'a' } }),
      ],
      'manifest.stray-reference risk high Deployment/cart',
    ],
    [
      'a ConfigMap in another namespace',
      [
        deployment('cart', { container: configKey('settings', 'host') }),
        manifest('ConfigMap', 'settings', { data: { host: 'a' } }, 'platform'),
      ],
      'manifest.stray-reference risk medium Deployment/cart',
    ],
    [
      'a ServiceAccount one letter away',
      [
        deployment('cart', { pod: { serviceAccountName: 'crat' } }),
        manifest('ServiceAccount', 'cart'),
      ],
      'manifest.stray-reference risk high Deployment/cart',
    ],
    [
      'a claim one letter away',
      [
        deployment('cart', claim('cart-data')),
        manifest('PersistentVolumeClaim', 'carts-data'),
      ],
      'manifest.stray-reference risk high Deployment/cart',
    ],
    [
      'an Ingress backend one letter away',
      [
        deployment('cart', { container: http }),
        service('cart', { app: 'cart' }),
        backend('carts', 80),
      ],
      'manifest.stray-reference risk high Ingress/web',
    ],
    [
      'a scale target one letter away',
      [deployment('cart'), scaling('crat')],
      'manifest.stray-reference risk high HorizontalPodAutoscaler/carts',
    ],
  ])('%s', (_, objects, expected) => {
    expect(told(objects)).toContain(expected);
  });
});

describe('manifests of which the cluster may hold the rest', () => {
  it.each<[string, KubernetesObject[]]>([
    ['a Service without any workload', [service('cart', { app: 'cart' })]],
    [
      'a Service for other pods of the chart',
      [
        deployment('worker', { labels: { chart: 'shop', part: 'worker' } }),
        service('web', { chart: 'shop', part: 'web' }),
      ],
    ],
    [
      'a Service for a numbered neighbour',
      [deployment('redis-1'), service('redis-2', { app: 'redis-2' })],
    ],
    [
      'a Service that selects a template',
      [
        deployment('cart', { container: http }),
        service('crat', { app: 'cart' }),
      ],
    ],
    [
      'a Service that selects a plain pod',
      [
        manifest('Pod', 'cart', {
          metadata: {
            name: 'cart',
            namespace: 'shop',
            labels: { app: 'crat' },
          },
          spec: { containers: [{ name: 'app' }] },
        }),
        deployment('cart'),
        service('cart', { app: 'crat' }),
      ],
    ],
    [
      'a ConfigMap beside which there are others',
      [
        deployment('cart', { container: configKey('shared', 'host') }),
        manifest('ConfigMap', 'settings'),
      ],
    ],
    [
      'a numbered ConfigMap',
      [
        deployment('cart', { container: configKey('settings-2', 'host') }),
        manifest('ConfigMap', 'settings-1'),
      ],
    ],
    [
      'a ConfigMap whose manifest states no namespace',
      [
        deployment('cart', { container: configKey('settings', 'host') }),
        {
          ...manifest('ConfigMap', 'settings'),
          metadata: { name: 'settings' },
        },
      ],
    ],
    [
      'a ConfigMap that several other namespaces have',
      [
        deployment('cart', { container: configKey('settings', 'host') }),
        manifest('ConfigMap', 'settings', {}, 'a'),
        manifest('ConfigMap', 'settings', {}, 'b'),
      ],
    ],
    [
      'an optional ConfigMap',
      [
        deployment('cart', {
          container: env({
            configMapKeyRef: { name: 'setings', key: 'a', optional: true },
          }),
        }),
        manifest('ConfigMap', 'settings'),
      ],
    ],
    ['a scale target', [deployment('orders'), scaling('cart')]],
    [
      'a ServiceAccount',
      [
        deployment('cart', { pod: { serviceAccountName: 'x' } }),
        manifest('ServiceAccount', 'y'),
      ],
    ],
    [
      'templates without a specification',
      [manifest('Deployment', 'cart'), manifest('CronJob', 'cart')],
    ],
  ])('say nothing of %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});
