import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutIdleDefaults } from './defaultRoles.mjs';

const labels = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
const role = (name, metadata = {}) => ({ metadata: { name, ...metadata } });
const binding = (name, kind, roleName, metadata = {}) => ({
  ...role(name, metadata),
  roleRef: { kind, name: roleName },
});

test('keeps what people are given and what is bound, leaves out the rest of the defaults', () => {
  const lists = new Map([
    ['Pod', ['untouched']],
    [
      'ClusterRole',
      [
        role('view', { labels }),
        role('ingress-nginx'),
        role('system:unused-of-the-platform'),
        role('system:auth-delegator', { labels }),
        role('system:heapster', { labels }),
        role('system:controller:job-controller', { labels }),
      ],
    ],
    [
      'ClusterRoleBinding',
      [
        binding('metrics', 'ClusterRole', 'system:auth-delegator'),
        binding(
          'system:controller:job-controller',
          'ClusterRole',
          'system:controller:job-controller',
          { labels },
        ),
      ],
    ],
    [
      'Role',
      [
        role('system:locks', { namespace: 'kube-system', labels }),
        role('system:locks', { namespace: 'kube-public', labels }),
      ],
    ],
    [
      'RoleBinding',
      [binding('locks', 'Role', 'system:locks', { namespace: 'kube-system' })],
    ],
  ]);
  const kept = withoutIdleDefaults(lists);
  const namesOf = kind => kept.get(kind).map(each => each.metadata.name);

  assert.deepEqual(namesOf('ClusterRole'), [
    'view',
    'ingress-nginx',
    'system:unused-of-the-platform',
    'system:auth-delegator',
  ]);
  assert.deepEqual(namesOf('ClusterRoleBinding'), ['metrics']);
  assert.deepEqual(
    kept.get('Role').map(each => each.metadata.namespace),
    ['kube-system'],
  );
  assert.deepEqual(kept.get('Pod'), ['untouched']);
});
