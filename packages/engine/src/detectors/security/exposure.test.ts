import { object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { imageTags } from './imageTags';
import { ingressNoTls } from './ingressNoTls';
import { privilegedConstraints } from './privilegedConstraints';
import { serviceAccountTokens } from './serviceAccountTokens';
import { serviceExposed } from './serviceExposed';
import { hardened, told } from './testWorkloads';

describe('image tags', () => {
  const run = detectorRunner(...imageTags);

  it.each([
    ['nginx', 'IfNotPresent', ['latest-tag', 'pull-policy']],
    ['nginx:latest', 'Always', ['latest-tag']],
    ['nginx:stable', 'IfNotPresent', ['pull-policy']],
    ['nginx:stable', 'Always', []],
    ['nginx:stable', undefined, []],
    ['nginx:1.27', 'IfNotPresent', []],
    ['nginx:v2', 'IfNotPresent', []],
    ['registry:5000/nginx:8f3b2c1', 'Never', []],
    ['nginx@sha256:abc', 'IfNotPresent', []],
    ['nginx:latest@sha256:abc', 'IfNotPresent', []],
  ])('of %s with %s', (image, imagePullPolicy, expected) => {
    const found = run(hardened({ image, imagePullPolicy }));
    expect(found.map(each => each.detector.slice('security.'.length))).toEqual(
      expected,
    );
  });
});

describe('tokens of service accounts', () => {
  const run = detectorRunner(...serviceAccountTokens);
  const pod = (serviceAccountName: string, volume = 'kube-api-access-x2x4z') =>
    hardened(
      {
        volumeMounts: [
          {
            name: volume,
            mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
          },
        ],
      },
      { spec: { serviceAccountName, volumes: [{ name: volume }] } },
    );
  const account = (annotations = {}) =>
    object('ServiceAccount', 'cart', {}, { metadata: { annotations } });
  const binding = (subject: Record<string, string>, role = 'view') =>
    object('ClusterRoleBinding', 'b', {
      roleRef: { apiGroup: '', kind: 'ClusterRole', name: role },
      subjects: [{ kind: 'ServiceAccount', name: '', ...subject }],
    });

  it.each<[string, Ingredient[], string]>([
    [
      'the default account',
      pod('default'),
      'security.default-service-account low',
    ],
    [
      'an account without roles',
      [...pod('cart'), account()],
      'security.token-automount low',
    ],
    [
      'an account that may only discover',
      [
        ...pod('cart'),
        account(),
        binding(
          { kind: 'Group', name: 'system:authenticated' },
          'system:discovery',
        ),
      ],
      'security.token-automount low',
    ],
  ])('speaks of %s', (_, objects, expected) => {
    const found = run(objects);
    expect(told(found)).toEqual([expected]);
    expect(found[0].evidence).toEqual([
      expect.objectContaining({ path: 'spec.volumes[0].name' }),
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['a pod without a token', hardened()],
    ['a token that the pod asks for', pod('default', 'my-own')],
    [
      'an account with a role',
      [...pod('cart'), account(), binding({ name: 'cart', namespace: 'shop' })],
    ],
    [
      'an account with a role through its group',
      [
        ...pod('cart'),
        account(),
        binding({ kind: 'Group', name: 'system:serviceaccounts:shop' }),
      ],
    ],
    [
      'an account with an identity of a cloud',
      [...pod('cart'), account({ 'eks.amazonaws.com/role-arn': 'arn:x' })],
    ],
    [
      'bindings that are unread',
      [...pod('cart'), account(), unreadKind('RoleBinding')],
    ],
    ['an account that does not exist', pod('cart')],
  ])('is silent for %s', (_, objects) => {
    expect(told(run(objects))).toEqual([]);
  });
});

describe('security.ingress-no-tls', () => {
  const run = detectorRunner(ingressNoTls);
  const ingress = (spec: object, annotations = {}) =>
    object(
      'Ingress',
      'shop',
      { spec: { rules: [{ host: 'shop.example.org' }], ...spec } },
      { metadata: { annotations } },
    );

  it.each([
    ['no TLS', ingress({}), 'shop.example.org'],
    [
      'TLS of another host',
      ingress({ tls: [{ hosts: ['a.example.org'] }] }),
      'shop.example.org',
    ],
    ['no host', ingress({ rules: [{}] }), '*'],
  ])('speaks of %s', (_, object_, key) => {
    expect(told(run([object_]))).toEqual([
      `security.ingress-no-tls ${key} medium`,
    ]);
  });

  it.each([
    ['TLS', ingress({ tls: [{ hosts: ['shop.example.org'] }] })],
    ['a wildcard', ingress({ tls: [{ hosts: ['*.example.org'] }] })],
    ['the certificate of the controller', ingress({ tls: [{}] })],
    [
      'a certificate of the cloud',
      ingress({}, { 'alb.ingress.kubernetes.io/certificate-arn': 'arn:x' }),
    ],
    [
      'ports of the cloud',
      ingress(
        {},
        { 'alb.ingress.kubernetes.io/listen-ports': '[{"HTTPS":443}]' },
      ),
    ],
    ['a tunnel', ingress({ ingressClassName: 'tailscale' })],
    [
      'a host of this machine',
      ingress({ rules: [{ host: 'shop.localhost' }] }),
    ],
    ['no rules', ingress({ rules: undefined })],
  ])('is silent for %s', (_, object_) => {
    expect(told(run([object_]))).toEqual([]);
  });
});

describe('security.service-exposed', () => {
  const run = detectorRunner(serviceExposed);
  const service = (spec: object, options = {}) =>
    object(
      'Service',
      'cart',
      { spec: { selector: { app: 'cart' }, ...spec } },
      options,
    );

  it.each([
    ['a node port', service({ type: 'NodePort' }), 'NodePort low'],
    ['a load balancer', service({ type: 'LoadBalancer' }), 'LoadBalancer low'],
    [
      'external addresses',
      service({ externalIPs: ['192.0.2.1'] }),
      'externalIPs medium',
    ],
  ])('speaks of %s', (_, object_, expected) => {
    expect(told(run([object_]))).toEqual([
      `security.service-exposed ${expected}`,
    ]);
  });

  it.each([
    ['a plain Service', service({ type: 'ClusterIP' })],
    [
      'known sources',
      service({
        type: 'LoadBalancer',
        loadBalancerSourceRanges: ['10.0.0.0/8'],
      }),
    ],
    [
      'an internal load balancer',
      service(
        { type: 'LoadBalancer' },
        {
          metadata: {
            annotations: {
              'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
            },
          },
        },
      ),
    ],
    [
      'an internal load balancer by its scheme',
      service(
        { type: 'LoadBalancer' },
        {
          metadata: {
            annotations: {
              'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
            },
          },
        },
      ),
    ],
    [
      'an ingress controller',
      service({ type: 'LoadBalancer', selector: { app: 'ingress-nginx' } }),
    ],
    [
      'a system namespace',
      service({ type: 'NodePort' }, { namespace: 'kube-system' }),
    ],
  ])('is silent for %s', (_, object_) => {
    expect(told(run([object_]))).toEqual([]);
  });
});

describe('security.scc-privileged', () => {
  const run = detectorRunner(privilegedConstraints);
  const constraint = (name: string, allowPrivilegedContainer?: unknown) => ({
    apiVersion: 'security.openshift.io/v1',
    kind: 'SecurityContextConstraints',
    metadata: { name },
    allowPrivilegedContainer,
  });

  it('speaks of a constraint of one’s own', () => {
    expect(told(run([constraint('mine', true)]))).toEqual([
      'security.scc-privileged medium',
    ]);
  });

  it.each([
    ['what OpenShift ships', constraint('privileged', true)],
    ['a constraint that restrains', constraint('mine', false)],
    ['a malformed one', constraint('mine', { a: 1 })],
  ])('is silent for %s', (_, object_) => {
    expect(told(run([object_]))).toEqual([]);
  });
});
