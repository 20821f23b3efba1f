import { absence, field, referenceTo } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { isSystemNamespace } from '../shared/namespaces';
import { BINDING_KINDS, Binding, bindingsOf, isShipped } from './bindings';

const GRACE = seconds(60);
const GROUP = 'rbac.authorization.k8s.io/v1';

/** Bindings that name what does not exist. Of users and groups the cluster keeps no list. */
export const danglingBindings = detectorFamily({
  rows: [
    {
      id: 'rbac.role-missing',
      title: 'Binding grants a role that does not exist',
      tier: 'risk',
      kinds: [...BINDING_KINDS, 'ClusterRole', 'Role'],
      documentation: {
        speaks:
          'A RoleBinding or ClusterRoleBinding older than a minute refers to a Role or ClusterRole that does not exist: it grants nothing.',
      },
    },
    {
      id: 'rbac.subject-missing',
      title: 'Binding names a ServiceAccount that does not exist',
      kinds: [...BINDING_KINDS, 'ServiceAccount'],
      documentation: {
        speaks:
          'A RoleBinding or ClusterRoleBinding older than a minute grants a role to a ServiceAccount that does not exist. Whoever may create it gets the role.',
      },
    },
  ],
  tier: 'hygiene',
  kinds: BINDING_KINDS,
  documentation: {
    silent:
      'Bindings that come with the cluster, those in its own namespaces, and users and groups.',
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding',
    ],
  },

  examines: ({ snapshot }) => [...bindingsOf(snapshot)].map(referenceTo),

  *read(context) {
    for (const binding of bindingsOf(context.snapshot)) {
      const { creationTimestamp, namespace } = binding.metadata;
      if (isShipped(binding) || isSystemNamespace(namespace)) continue;
      if (!olderThan(context.snapshot, creationTimestamp, GRACE)) continue;
      yield* roleMissing(binding, context);
      yield* subjectsMissing(binding, context);
    }
  },
});

function* roleMissing(
  binding: Binding,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const { kind, name } = binding.roleRef;
  if (!name || (kind !== 'Role' && kind !== 'ClusterRole')) return;
  const namespace = kind === 'Role' ? binding.metadata.namespace : undefined;
  if (snapshot.lookup(kind, namespace, name).state !== 'absent') return;
  // Every API server has cluster roles of its own, so none at all means that nobody looked.
  if (snapshot.all('ClusterRole').length === 0) return;
  yield {
    detector: 'rbac.role-missing',
    subject: referenceTo(binding),
    key: `${kind}/${name}`,
    severity: 'medium',
    message: `${binding.kind} ${nameOf(binding)} grants ${kind} ${name}, which does not exist`,
    evidence: [
      field(binding, 'roleRef', binding.roleRef),
      absence({
        apiVersion: GROUP,
        kind,
        ...(namespace ? { namespace } : {}),
        name,
      }),
    ],
  };
}

function* subjectsMissing(
  binding: Binding,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  for (const [index, subject] of (binding.subjects ?? []).entries()) {
    const { kind, namespace, name } = subject;
    if (kind !== 'ServiceAccount' || !namespace || !name) continue;
    if (isSystemNamespace(namespace)) continue;
    if (snapshot.lookup(kind, namespace, name).state !== 'absent') continue;
    yield {
      detector: 'rbac.subject-missing',
      subject: referenceTo(binding),
      key: `${namespace}/${name}`,
      severity: 'low',
      message: `${binding.kind} ${nameOf(binding)} names ServiceAccount ${namespace}/${name}, which does not exist`,
      evidence: [
        field(binding, `subjects[${index}]`, subject),
        absence({ apiVersion: 'v1', kind, namespace, name }),
      ],
    };
  }
}

function nameOf({ metadata }: Binding) {
  const { namespace, name } = metadata;
  return namespace ? `${namespace}/${name}` : name;
}
