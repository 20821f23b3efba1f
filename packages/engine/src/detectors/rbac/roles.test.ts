import type { PolicyRule } from 'kubernetes-types/rbac/v1';
import { object, unreadKind } from '../../testing/builders';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import {
  GROUP,
  account,
  group,
  DEFAULTS,
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
