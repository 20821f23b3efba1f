import { seconds } from '../../snapshot/durations';
import { object, unreadKind } from '../../testing/builders';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import {
  account,
  group,
  user,
  DEFAULTS,
  clusterRole,
  role,
  everywhere,
  here,
  known,
  rule,
} from './testRoles';
import { rbacDetectors } from '.';

const run = detectorRunner(...rbacDetectors);
const told = (...ingredients: Ingredient[]) =>
  run(ingredients).map(each =>
    `${each.detector} ${each.severity} ${subjectOf(each)} ${each.key ?? ''}`.trim(),
  );

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
