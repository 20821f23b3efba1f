import type { PolicyRule, Subject } from 'kubernetes-types/rbac/v1';
import { seconds } from '../../snapshot/durations';
import { object, unreadKind } from '../../testing/builders';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { rbacDetectors } from '.';

const run = detectorRunner(...rbacDetectors);
const told = (...ingredients: Ingredient[]) =>
  run(ingredients).map(each =>
    `${each.detector} ${each.severity} ${subjectOf(each)} ${each.key ?? ''}`.trim(),
  );

const GROUP = 'rbac.authorization.k8s.io';
const account = (name: string, namespace = 'shop') => ({
  kind: 'ServiceAccount',
  namespace,
  name,
});
const group = (name: string) => ({ kind: 'Group', apiGroup: GROUP, name });
const user = (name: string) => ({ kind: 'User', apiGroup: GROUP, name });

const DEFAULTS = { labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } };

function clusterRole(
  name: string,
  rules: Partial<PolicyRule>[],
  options: object = {},
) {
  return object('ClusterRole', name, { rules: rules as PolicyRule[] }, options);
}
const role = (name: string, rules: Partial<PolicyRule>[], namespace = 'shop') =>
  object('Role', name, { rules: rules as PolicyRule[] }, { namespace });

const toRole = (kind: string, name: string) => ({
  apiGroup: GROUP,
  kind,
  name,
});
function everywhere(
  roleName: string,
  subjects: object[],
  options: object = {},
  name = 'grant',
) {
  return object(
    'ClusterRoleBinding',
    name,
    {
      roleRef: toRole('ClusterRole', roleName),
      subjects: subjects as Subject[],
    },
    options,
  );
}
function here(
  roleName: string,
  subjects: object[],
  options: {
    kind?: string;
    namespace?: string;
    age?: number;
    name?: string;
  } = {},
) {
  const { kind = 'Role', name = 'grant', ...rest } = options;
  return object(
    'RoleBinding',
    name,
    {
      roleRef: toRole(kind, roleName),
      subjects: subjects as Subject[],
    },
    rest,
  );
}

const CART = object('ServiceAccount', 'cart');
const ADMIN = clusterRole(
  'cluster-admin',
  [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  DEFAULTS,
);
const EDIT = clusterRole(
  'edit',
  [
    {
      apiGroups: ['', 'apps'],
      resources: ['secrets', 'pods', 'pods/exec', 'deployments'],
      verbs: ['create', 'get'],
    },
  ],
  DEFAULTS,
);
const READER = role('reader', [
  { apiGroups: [''], resources: ['configmaps'], verbs: ['get'] },
]);
const known = [ADMIN, EDIT, READER, CART];

const rule = (
  apiGroups: string[],
  resources: string[],
  verbs: string[],
  more: object = {},
) => ({ apiGroups, resources, verbs, ...more });

describe('bindings that name what does not exist', () => {
  it.each<[string, Ingredient, string]>([
    [
      'a role',
      here('writer', [account('cart')]),
      'rbac.role-missing medium RoleBinding/grant Role/writer',
    ],
    [
      'a cluster role',
      everywhere('writer', [user('ann')]),
      'rbac.role-missing medium ClusterRoleBinding/grant ClusterRole/writer',
    ],
    [
      'an account',
      here('reader', [account('kart')]),
      'rbac.subject-missing low RoleBinding/grant shop/kart',
    ],
  ])('tell of %s', (_, binding, expected) => {
    expect(told(...known, binding)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ['all is there', [here('reader', [account('cart')])]],
    [
      'the role is of the cluster',
      [here('edit', [user('ann')], { kind: 'ClusterRole' })],
    ],
    [
      'nobody knows the users',
      [here('reader', [user('nobody'), group('none')])],
    ],
    ['it is new', [here('writer', [account('kart')], { age: seconds(30) })]],
    [
      'roles are unread',
      [unreadKind('Role'), here('writer', [account('cart')])],
    ],
    [
      'accounts are unread',
      [unreadKind('ServiceAccount'), here('reader', [account('kart')])],
    ],
    [
      'it came with the cluster',
      [everywhere('system:none', [account('none', 'kube-system')], DEFAULTS)],
    ],
    [
      'it belongs to the cluster',
      [here('none', [account('none')], { namespace: 'kube-system' })],
    ],
    ['it is bare', [object('RoleBinding', 'grant')]],
  ])('are silent where %s', (_, ingredients) => {
    expect(told(...known, ...ingredients)).toEqual([]);
  });

  it('conclude nothing from a dump without any role', () => {
    expect(
      told(here('writer', [user('ann')], { kind: 'ClusterRole' })),
    ).toEqual([]);
  });
});

describe('bindings that give away much', () => {
  it.each<[string, Ingredient[], string[]]>([
    [
      'all rights to a program',
      [everywhere('cluster-admin', [account('cart')])],
      [
        'rbac.cluster-admin high ClusterRoleBinding/grant ServiceAccount shop/cart',
      ],
    ],
    [
      'all rights to a person',
      [everywhere('cluster-admin', [user('ann')])],
      ['rbac.cluster-admin medium ClusterRoleBinding/grant User ann'],
    ],
    [
      'all rights to every program',
      [everywhere('cluster-admin', [group('system:serviceaccounts')])],
      [
        'rbac.cluster-admin high ClusterRoleBinding/grant Group system:serviceaccounts',
      ],
    ],
    [
      'anything to anybody',
      [
        clusterRole('viewer', [rule([''], ['pods'], ['list'])]),
        everywhere('viewer', [group('system:unauthenticated')]),
      ],
      [
        'rbac.anonymous critical ClusterRoleBinding/grant Group system:unauthenticated',
      ],
    ],
    [
      'every Secret',
      [
        clusterRole('sync', [rule([''], ['secrets'], ['list'])]),
        everywhere('sync', [account('cart')]),
      ],
      [
        'rbac.secrets-read high ClusterRoleBinding/grant ServiceAccount shop/cart',
      ],
    ],
    [
      'every Secret of a namespace',
      [
        role('sync', [rule([''], ['secrets'], ['get'])]),
        here('sync', [account('cart')]),
      ],
      ['rbac.secrets-read medium RoleBinding/grant ServiceAccount shop/cart'],
    ],
    [
      'making pods',
      [
        role('deploy', [rule(['apps'], ['deployments'], ['create'])]),
        here('deploy', [user('ci')]),
      ],
      ['rbac.pod-create low RoleBinding/grant User ci'],
    ],
    [
      'a role to the default account',
      [
        here('reader', [account('default')]),
        object('ServiceAccount', 'default'),
      ],
      [
        'rbac.default-sa-bound medium RoleBinding/grant ServiceAccount shop/default',
      ],
    ],
    [
      'a role for people on the whole cluster',
      [everywhere('edit', [user('ann')])],
      [
        'rbac.secrets-read high ClusterRoleBinding/grant User ann',
        'rbac.pod-create low ClusterRoleBinding/grant User ann',
      ],
    ],
  ])('tell of %s', (_, ingredients, expected) => {
    const found = told(...known, ...ingredients);
    expect(found.sort()).toEqual([...expected].sort());
  });

  it.each<[string, Ingredient[]]>([
    [
      'it is the default',
      [
        everywhere(
          'cluster-admin',
          [group('system:masters')],
          DEFAULTS,
          'cluster-admin',
        ),
      ],
    ],
    [
      'an installer made it',
      [
        everywhere(
          'cluster-admin',
          [group('kubeadm:cluster-admins')],
          {},
          'kubeadm:cluster-admins',
        ),
      ],
    ],
    [
      'the cluster itself has it',
      [everywhere('cluster-admin', [account('addon', 'kube-system')])],
    ],
    [
      'people edit their namespace',
      [here('edit', [user('ann')], { kind: 'ClusterRole' })],
    ],
    [
      'it names the Secret',
      [
        role('sync', [
          rule([''], ['secrets'], ['get'], { resourceNames: ['tls'] }),
        ]),
        here('sync', [account('cart')]),
      ],
    ],
    [
      'it only reads pods',
      [
        role('look', [rule(['', 'apps'], ['pods', 'deployments'], ['get'])]),
        here('look', [account('cart')]),
      ],
    ],
    [
      'it is public on purpose',
      [
        clusterRole('system:public-info-viewer', [], DEFAULTS),
        everywhere('system:public-info-viewer', [
          group('system:unauthenticated'),
        ]),
        here('bootstrap', [user('system:anonymous')], {
          namespace: 'kube-public',
        }),
      ],
    ],
    [
      'roles are unread',
      [
        unreadKind('ClusterRole'),
        everywhere('cluster-admin', [account('cart')]),
      ],
    ],
  ])('are silent where %s', (_, ingredients) => {
    expect(told(...known, ...ingredients)).toEqual([]);
  });
});

describe('roles that grant much', () => {
  const bound = (...rules: Partial<PolicyRule>[]) => [
    role('wide', rules),
    here('wide', [account('cart')]),
  ];

  it.each<[string, Ingredient[], string[]]>([
    [
      'by wildcard',
      bound(rule([''], ['configmaps'], ['*'])),
      ['rbac.wildcard medium Role/wide'],
    ],
    [
      'by wildcard on an add-on',
      bound(rule(['shop.example.org'], ['*'], ['*'])),
      ['rbac.wildcard low Role/wide'],
    ],
    [
      'shells',
      bound(rule([''], ['pods/exec'], ['create'])),
      ['rbac.pod-exec medium Role/wide'],
    ],
    [
      'the verb bind',
      bound(rule([GROUP], ['roles'], ['bind'])),
      ['rbac.escalation high Role/wide bind'],
    ],
    [
      'tokens of others',
      bound(rule([''], ['serviceaccounts/token'], ['create'])),
      ['rbac.escalation high Role/wide serviceaccounts/token'],
    ],
    [
      'the kubelets',
      bound(rule([''], ['nodes/proxy'], ['get'])),
      ['rbac.escalation high Role/wide nodes/proxy'],
    ],
    [
      'other identities',
      bound(rule([''], ['users'], ['impersonate'])),
      ['rbac.escalation high Role/wide impersonate'],
    ],
    [
      'webhooks',
      bound(
        rule(
          ['admissionregistration.k8s.io'],
          ['validatingwebhookconfigurations'],
          ['patch'],
        ),
      ),
      ['rbac.escalation high Role/wide webhook configurations'],
    ],
  ])('are told of for %s', (_, ingredients, expected) => {
    expect(told(...known, ...ingredients)).toEqual(expected);
  });

  it('are told of once where they grant everything', () => {
    const found = told(...known, ...bound(rule(['*'], ['*'], ['*'])));
    expect(found).toEqual([
      'rbac.wildcard medium Role/wide',
      'rbac.cluster-admin medium RoleBinding/grant ServiceAccount shop/cart',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['nobody has them', [role('wide', [rule([''], ['configmaps'], ['*'])])]],
    [
      'the cluster has them',
      [
        role('wide', [rule([''], ['configmaps'], ['*'])], 'kube-system'),
        here('wide', [account('cart')], { namespace: 'kube-system' }),
      ],
    ],
    [
      'they are the defaults',
      [everywhere('edit', [account('addon', 'kube-system')])],
    ],
    [
      'they are modest',
      bound(rule([''], ['pods', 'pods/log'], ['get', 'list'])),
    ],
    [
      'they sign requests',
      bound(rule(['certificates.k8s.io'], ['signers'], ['approve'])),
    ],
    ['they read roles', bound(rule([GROUP], ['roles'], ['get', 'list']))],
  ])('are accepted where %s', (_, ingredients) => {
    expect(told(...known, ...ingredients)).toEqual([]);
  });
});

describe('rbac.workload-denied', () => {
  const pod = object('Pod', 'cart-1', {
    spec: {
      serviceAccountName: 'cart',
      containers: [{ name: 'app', image: 'cart' }],
    },
    status: { phase: 'Running' },
  });
  const line = (who: string, what = 'pods') =>
    `E0301 failed to list: ${what} is forbidden: User \\"system:serviceaccount:${who}\\" cannot list resource \\"${what}\\" in API group \\"\\" in the namespace \\"shop\\"`;
  const binding = here('reader', [account('cart')]);
  const system = everywhere(
    'cluster-admin',
    [group('system:masters')],
    DEFAULTS,
    'cluster-admin',
  );
  const runWith = (text: string, ...more: Ingredient[]) =>
    run(
      [...known, system, binding, pod, ...more],
      new Map([['shop/cart-1/app', text]]),
    ).map(({ detector, key, message }) => [detector, key, message]);

  it('quotes the log of a program that is not allowed to', () => {
    expect(runWith(line('shop:cart'))).toEqual([
      [
        'rbac.workload-denied',
        'list/pods',
        'ServiceAccount shop/cart may not list pods in namespace shop',
      ],
    ]);
  });

  it.each<[string, string, Ingredient[]]>([
    [
      'granted since',
      line('shop:cart'),
      [
        role('list', [rule([''], ['pods'], ['list'])]),
        here('list', [account('cart')], { name: 'list' }),
      ],
    ],
    ['about somebody else', line('shop:other'), []],
    ['about somebody elsewhere', line('other:cart'), []],
    [
      'without roles to compare it to',
      line('shop:cart'),
      [unreadKind('RoleBinding')],
    ],
    ['about nothing of the kind', 'ready to serve', []],
  ])('accepts a log %s', (_, text, more) => {
    expect(runWith(text, ...more)).toEqual([]);
  });
});
