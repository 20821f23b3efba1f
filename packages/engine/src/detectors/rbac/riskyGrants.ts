import { Evidence, Severity } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { FamilyRow, detectorFamily } from '../detectorFamily';
import {
  BINDING_KINDS,
  Grant,
  formatSubject,
  grantsOf,
  rulesOf,
} from './bindings';
import { createsPods, isEverything, readsSecrets } from './powers';

interface GrantRow extends FamilyRow {
  /** Undefined where the grant is in order. */
  judge: (grant: Grant) => Severity | undefined;
  say: (subject: string, role: string) => string;
}

const ANYBODY = ['system:anonymous', 'system:unauthenticated'];
/** Roles that are meant for anybody: they tell the version and where tokens are verified. */
const PUBLIC_ROLES = [
  'system:public-info-viewer',
  'system:service-account-issuer-discovery',
];
/** Roles that are meant to be granted to the people of a namespace. */
const PEOPLE_ROLES = ['admin', 'edit', 'view'];

const ROWS: readonly GrantRow[] = [
  {
    id: 'rbac.anonymous',
    title: 'Anybody may use the API without signing in',
    tier: 'risk',
    documentation: {
      speaks:
        'A binding grants a role to the user `system:anonymous` or the group `system:unauthenticated`: whoever reaches the API server has its rights.',
      silent:
        'The roles that tell the version and the issuer of tokens, and what a cluster publishes in kube-public for nodes that join.',
    },
    judge: ({ subject, binding }) =>
      ANYBODY.includes(subject.name) &&
      !PUBLIC_ROLES.includes(binding.roleRef.name)
        ? 'critical'
        : undefined,
    say: (subject, role) => `${subject}, which is anybody, has ${role}`,
  },
  {
    id: 'rbac.cluster-admin',
    title: 'All rights on the cluster are granted',
    documentation: {
      speaks:
        'A binding grants cluster-admin, or a role with the same rule, to somebody outside the system. High for ServiceAccounts and for groups to which everybody belongs.',
    },
    judge: ({ subject, binding, role, isClusterWide }) => {
      const isAdmin =
        binding.roleRef.name === 'cluster-admin' ||
        rulesOf(role).some(isEverything);
      if (!isAdmin) return undefined;
      const isPerson = subject.kind !== 'ServiceAccount' && !isBroad(subject);
      return isPerson || !isClusterWide ? 'medium' : 'high';
    },
    say: (subject, role) => `${subject} has all rights by ${role}`,
  },
  {
    id: 'rbac.secrets-read',
    title: 'Every Secret may be read',
    explainedBy: ['rbac.cluster-admin'],
    documentation: {
      speaks:
        'A binding lets somebody outside the system get, list or watch Secrets without naming which: in a namespace, or, which is high, in the whole cluster. Listing shows the contents, too.',
      silent: 'The roles admin and edit where they are granted in a namespace.',
    },
    judge: grant => {
      if (!rulesIn(grant).some(readsSecrets)) return undefined;
      return grant.isClusterWide ? 'high' : 'medium';
    },
    say: (subject, role) => `${subject} may read every Secret by ${role}`,
  },
  {
    id: 'rbac.pod-create',
    title: 'Pods may be created',
    explainedBy: ['rbac.cluster-admin'],
    documentation: {
      speaks:
        'A binding lets somebody outside the system create pods or what makes pods, and so use every ServiceAccount and Secret of the namespace.',
      silent: 'The roles admin and edit where they are granted in a namespace.',
    },
    judge: grant => (rulesIn(grant).some(createsPods) ? 'low' : undefined),
    say: (subject, role) => `${subject} may create pods by ${role}`,
  },
  {
    id: 'rbac.default-sa-bound',
    title: 'Rights are granted to every pod of a namespace',
    documentation: {
      speaks:
        'A binding grants a role to the ServiceAccount `default`, which every pod has that names none.',
    },
    judge: ({ subject }) =>
      subject.kind === 'ServiceAccount' && subject.name === 'default'
        ? 'medium'
        : undefined,
    say: (subject, role) =>
      `${subject}, which every pod has that names no other, has ${role}`,
  },
];

/** Bindings that give away more than they should, one finding for each subject. */
export const riskyGrants = detectorFamily({
  rows: ROWS,
  tier: 'hygiene',
  kinds: [...BINDING_KINDS, 'ClusterRole', 'Role'],
  documentation: {
    silent:
      'What comes with the cluster, and what belongs to its own namespaces.',
    sources: [
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    ],
  },

  examines: ({ snapshot }) =>
    [...new Set(grantsOf(snapshot).map(({ binding }) => binding))].map(
      referenceTo,
    ),

  *read({ snapshot }) {
    for (const grant of grantsOf(snapshot)) {
      for (const row of ROWS) {
        const severity = row.judge(grant);
        if (!severity) continue;
        const { binding, subject } = grant;
        const { roleRef, metadata } = binding;
        const where = metadata.namespace
          ? ` in namespace ${metadata.namespace}`
          : '';
        yield {
          detector: row.id,
          subject: referenceTo(binding),
          key: formatSubject(subject),
          severity,
          message: `${row.say(formatSubject(subject), `${roleRef.kind} ${roleRef.name}`)}${where}`,
          evidence: evidenceOf(grant),
        };
      }
    }
  },
});

function evidenceOf({ binding, subject, path, role }: Grant): Evidence[] {
  const index = rulesOf(role).findIndex(
    rule => isEverything(rule) || readsSecrets(rule) || createsPods(rule),
  );
  return [
    field(binding, 'roleRef', binding.roleRef),
    field(binding, path, subject),
    ...(role && index >= 0
      ? [field(role, `rules[${index}]`, rulesOf(role)[index])]
      : []),
  ];
}

/** The rules that are judged: roles made for the people of a namespace are in order there. */
function rulesIn({ binding, role, isClusterWide }: Grant) {
  return !isClusterWide && PEOPLE_ROLES.includes(binding.roleRef.name)
    ? []
    : rulesOf(role);
}

function isBroad({ kind, name }: Grant['subject']) {
  return kind === 'Group' && name.startsWith('system:');
}
