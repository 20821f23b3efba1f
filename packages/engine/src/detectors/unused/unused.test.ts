import { days } from '../../snapshot/durations';
import { object, ownedBy, unreadKind } from '../../testing/builders';
import { barePod, deployedPod } from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { unusedDetectors } from '.';

const run = detectorRunner(...unusedDetectors);
const OLD = { age: days(8) };

const configMap = (name = 'old', options: object = {}) =>
  object('ConfigMap', name, {}, { ...OLD, ...options });
const secret = (name = 'old', fields: object = {}, options: object = {}) =>
  object('Secret', name, fields, { ...OLD, ...options });
const service = (fields: object = {}, options: object = {}) =>
  object(
    'Service',
    'old',
    { spec: { selector: { app: 'old' }, ...fields } },
    { ...OLD, ...options },
  );
const claim = (name = 'old', phase = 'Bound', options: object = {}) =>
  object(
    'PersistentVolumeClaim',
    name,
    { status: { phase, capacity: { storage: '5Gi' } } },
    { ...OLD, ...options },
  );
const account = (name = 'old', options: object = {}) =>
  object('ServiceAccount', name, {}, { ...OLD, ...options });
const role = (name = 'old', options: object = {}) =>
  object('ClusterRole', name, { rules: [] }, { ...OLD, ...options });
const custom = (spec: unknown) => ({
  apiVersion: 'example.org/v1',
  kind: 'Thing',
  metadata: { name: 'thing', namespace: 'shop' },
  spec,
});
const definition = object('CustomResourceDefinition', 'things.example.org', {
  spec: { group: 'example.org', names: { kind: 'Thing' } },
});
const withVolume = (volume: object) =>
  deployedPod({ spec: { volumes: [{ name: 'x', ...volume }] } });
const withContainer = (spec: object) =>
  deployedPod({ containers: { app: { spec } } });
const bind = (kind: string, name: string, subject: object) =>
  object('RoleBinding', 'b', {
    roleRef: { apiGroup: '', kind, name },
    subjects: [subject as { kind: string; name: string }],
  });

const told = (objects: Ingredient[]) =>
  run(objects).map(
    each => `${each.detector} ${each.severity} ${each.subject.name}`,
  );

describe('unused objects', () => {
  it.each<[string, Ingredient, string]>([
    ['a ConfigMap', configMap(), 'unused.configmap info old'],
    [
      'a ConfigMap filed by Helm',
      configMap('old', { labels: { 'helm.sh/chart': 'a', app: 'b' } }),
      'unused.configmap info old',
    ],
    ['a Secret', secret(), 'unused.secret info old'],
    ['a Service', service(), 'unused.service low old'],
    ['a claim', claim(), 'unused.pvc low old'],
    [
      'a claim of a set that is gone',
      claim('data-db-0'),
      'unused.pvc low data-db-0',
    ],
    ['a service account', account(), 'unused.service-account info old'],
    ['a role', role(), 'unused.role info old'],
  ])('are told: %s', (_, one, expected) => {
    expect(told([one, ...deployedPod()])).toEqual([expected]);
  });

  it('are told beside custom resources that were read', () => {
    expect(told([configMap(), definition, custom({ other: 'name' })])).toEqual([
      'unused.configmap info old',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['a volume', withVolume({ configMap: { name: 'old' } })],
    [
      'an optional volume',
      withVolume({ configMap: { name: 'old', optional: true } }),
    ],
    [
      'a projected volume',
      withVolume({ projected: { sources: [{ configMap: { name: 'old' } }] } }),
    ],
    [
      'a variable',
      withContainer({
        env: [
          {
            name: 'A',
            valueFrom: { configMapKeyRef: { name: 'old', key: 'a' } },
          },
        ],
      }),
    ],
    [
      'all variables',
      withContainer({ envFrom: [{ configMapRef: { name: 'old' } }] }),
    ],
    ['an argument', withContainer({ args: ['--config-map=shop/old'] })],
    [
      'a template without pods',
      [
        object('CronJob', 'c', {
          spec: {
            jobTemplate: {
              spec: {
                template: {
                  spec: {
                    containers: [],
                    volumes: [{ name: 'x', configMap: { name: 'old' } }],
                  },
                },
              },
            },
          },
        }),
      ],
    ],
    ['a custom resource', [custom({ configMapRef: { name: 'old' } })]],
    [
      'a right',
      [
        object(
          'Role',
          'r',
          {
            rules: [
              {
                verbs: ['get'],
                resources: ['configmaps'],
                resourceNames: ['old'],
              },
            ],
          },
          { labels: { 'x/y': 'z' } },
        ),
      ],
    ],
  ])('are used by %s', (_, objects) => {
    expect(told([configMap(), ...objects])).toEqual([]);
  });

  it.each<[string, Ingredient[]]>([
    ['a young ConfigMap', [configMap('old', { age: days(6) })]],
    [
      'a ConfigMap with an owner',
      [ownedBy(object('Deployment', 'x'), configMap())],
    ],
    [
      'a lock',
      [
        configMap('old', {
          metadata: {
            annotations: { 'control-plane.alpha.kubernetes.io/leader': '{}' },
          },
        }),
      ],
    ],
    ['a dashboard', [configMap('old', { labels: { grafana_dashboard: '1' } })]],
    [
      'a certificate that is put everywhere',
      [configMap('kube-root-ca.crt'), configMap('istio-ca-root-cert')],
    ],
    ['a system namespace', [configMap('old', { namespace: 'kube-system' })]],
    ['unread templates', [configMap(), unreadKind('CronJob')]],
    ['custom resources that are unread', [configMap(), definition]],
    [
      'unread definitions',
      [configMap(), unreadKind('CustomResourceDefinition')],
    ],
    [
      'a namespace whose controller reads ConfigMaps',
      [
        configMap(),
        object('Role', 'reader', {
          rules: [{ verbs: ['list'], resources: ['configmaps'] }],
        }),
        bind('Role', 'reader', {
          kind: 'ServiceAccount',
          name: 'c',
          namespace: 'shop',
        }),
      ],
    ],
    [
      'a token',
      [secret('old', { type: 'kubernetes.io/service-account-token' })],
    ],
    [
      'a release of Helm, of which only metadata is known',
      [secret('sh.helm.release.v1.shop.v1')],
    ],
    [
      'what a controller keeps in step',
      [
        secret(
          'old',
          {},
          {
            metadata: {
              annotations: { 'cert-manager.io/certificate-name': 'x' },
            },
          },
        ),
      ],
    ],
    [
      'a certificate of an Ingress',
      [
        secret(),
        object('Ingress', 'i', { spec: { tls: [{ secretName: 'old' }] } }),
      ],
    ],
    [
      'a Secret to pull with',
      [
        secret(),
        object('ServiceAccount', 'default', {
          imagePullSecrets: [{ name: 'old' }],
        }),
      ],
    ],
    ['a Secret that is unread', [unreadKind('Secret')]],
    [
      'a Service with a template',
      [
        service(),
        object('Deployment', 'd', {
          spec: {
            replicas: 0,
            template: { metadata: { labels: { app: 'old' } } },
          },
        }),
      ],
    ],
    [
      'a Service behind an Ingress',
      [
        service(),
        object('Ingress', 'i', {
          spec: { defaultBackend: { service: { name: 'old' } } },
        }),
      ],
    ],
    [
      'a Service that a variable names',
      [
        service(),
        ...withContainer({
          env: [{ name: 'URL', value: 'http://old.shop.svc:80' }],
        }),
      ],
    ],
    [
      'a Service of a StatefulSet',
      [service(), object('StatefulSet', 's', { spec: { serviceName: 'old' } })],
    ],
    [
      'a Service of a webhook',
      [
        service(),
        object('ValidatingWebhookConfiguration', 'w', {
          webhooks: [{ clientConfig: { service: { name: 'old' } } }],
        }),
      ],
    ],
    ['a Service without selector', [service({ selector: undefined })]],
    ['an ExternalName Service', [service({ type: 'ExternalName' })]],
    [
      'a claim in use',
      [
        claim(),
        barePod({
          spec: {
            volumes: [
              { name: 'x', persistentVolumeClaim: { claimName: 'old' } },
            ],
          },
        }),
      ],
    ],
    ['a claim that waits', [claim('old', 'Pending')]],
    [
      'a claim of a set that was scaled down',
      [
        claim('data-db-0'),
        object('StatefulSet', 'db', {
          spec: {
            replicas: 0,
            volumeClaimTemplates: [{ metadata: { name: 'data' } }],
          },
        }),
      ],
    ],
    [
      'a backup',
      [claim('old', 'Bound', { labels: { 'velero.io/backup': 'x' } })],
    ],
    ['the default account', [account('default')]],
    [
      'an account in use',
      [account(), barePod({ spec: { serviceAccountName: 'old' } })],
    ],
    [
      'an account with a role',
      [
        account(),
        bind('ClusterRole', 'view', { kind: 'ServiceAccount', name: 'old' }),
      ],
    ],
    [
      'an account that a cloud knows',
      [
        account('old', {
          metadata: { annotations: { 'eks.amazonaws.com/role-arn': 'x' } },
        }),
      ],
    ],
    [
      'a role in use',
      [role(), bind('ClusterRole', 'old', { kind: 'User', name: 'me' })],
    ],
    ['a role that comes with Kubernetes', [role('system:node'), role('view')]],
    ['a role for people', [role('things-viewer-role')]],
    [
      'a role that others take in',
      [
        role('old', { labels: { app: 'x' } }),
        object('ClusterRole', 'all', {
          aggregationRule: {
            clusterRoleSelectors: [{ matchLabels: { app: 'x' } }],
          },
        }),
      ],
    ],
    [
      'a role to be taken in',
      [
        role('old', {
          labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' },
        }),
      ],
    ],
    ['unread bindings', [role(), account(), unreadKind('ClusterRoleBinding')]],
  ])('are not seen in %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});
