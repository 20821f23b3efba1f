import type { PodSpec } from 'kubernetes-types/core/v1';
import { FieldEvidence } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { JudgedWorkload } from '../shared/judgedWorkloads';
import { workloadDetector } from '../shared/workloadDetector';

const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const SOURCES = [
  'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
];

/** Identities of a cloud that a pod gets by the token of its service account. */
const CLOUD_IDENTITY =
  /^(?:eks\.amazonaws\.com\/role-arn|iam\.gke\.io\/gcp-service-account|azure\.workload\.identity\/client-id)$/;

/** Roles that every cluster binds to everybody and that only tell what the API can do. */
const DISCOVERY_ROLES: ReadonlySet<string> = new Set([
  'system:basic-user',
  'system:discovery',
  'system:public-info-viewer',
  'system:service-account-issuer-discovery',
]);

/** Tokens for the Kubernetes API in pods that do not use it. */
export const serviceAccountTokens = [
  workloadDetector({
    id: 'security.default-service-account',
    title: 'Pod carries the token of the default service account',
    kinds: ['ServiceAccount'],
    documentation: {
      speaks:
        "A pod runs as its namespace's default service account and gets its token: whoever breaks in may use all that anybody ever grants to that account.",
      silent: 'The token is not mounted.',
      sources: SOURCES,
    },
    check(workload, { snapshot }) {
      if (accountOf(workload.pod) !== 'default') return undefined;
      const mounted = mountedToken(workload, snapshot);
      if (!mounted) return undefined;
      return {
        severity: 'low',
        message:
          'The pod runs as the default service account and carries its token',
        evidence: [mounted],
      };
    },
  }),

  workloadDetector({
    id: 'security.token-automount',
    title: 'Pod carries a token that can do nothing',
    kinds: ['ServiceAccount', 'RoleBinding', 'ClusterRoleBinding'],
    documentation: {
      speaks:
        'A pod gets the token of a service account to which no role is bound: it cannot do anything with it, yet a thief could prove who the pod is.',
      silent:
        'The default service account, which has a row of its own. Accounts with a binding, also through a group, or with an identity of a cloud. Tokens that the pod asks for itself.',
      sources: SOURCES,
    },
    check(workload, { snapshot }) {
      const { pod } = workload;
      const { namespace = '' } = pod.metadata;
      const name = accountOf(pod);
      const account = snapshot.get('ServiceAccount', namespace, name);
      if (!account || name === 'default') return undefined;
      for (const key in account.metadata.annotations)
        if (CLOUD_IDENTITY.test(key)) return undefined;
      if (
        snapshot.readState('RoleBinding') !== 'complete' ||
        snapshot.readState('ClusterRoleBinding') !== 'complete'
      )
        return undefined;
      if (boundAccounts(snapshot).has(`${namespace}/${name}`)) return undefined;
      if (boundGroups(snapshot, namespace)) return undefined;
      const mounted = mountedToken(workload, snapshot);
      if (!mounted) return undefined;
      return {
        severity: 'low',
        message: `The pod carries the token of service account ${name}, to which no role is bound`,
        evidence: [mounted],
      };
    },
  }),
];

function accountOf({ spec }: KnownKinds['Pod']) {
  return spec?.serviceAccountName || spec?.serviceAccount || 'default';
}

/** Admission has put the volume into a running pod; of a template the fields decide. */
function mountedToken(
  { pod, source, path, isRunning }: JudgedWorkload,
  snapshot: ClusterSnapshot,
): FieldEvidence | undefined {
  const { spec, metadata } = pod;
  if (isRunning) {
    const index = indexOfToken(spec);
    return index < 0
      ? undefined
      : field(
          source,
          `${path}.volumes[${index}].name`,
          spec?.volumes?.[index].name,
        );
  }
  const account = snapshot.get(
    'ServiceAccount',
    metadata.namespace,
    accountOf(pod),
  );
  const isMounted =
    spec?.automountServiceAccountToken ??
    account?.automountServiceAccountToken ??
    true;
  return isMounted
    ? field(
        source,
        `${path}.automountServiceAccountToken`,
        spec?.automountServiceAccountToken,
      )
    : undefined;
}

/** As admission names the volumes of tokens: before Kubernetes 1.22 after their Secret. */
const MAY_BE_TOKEN = /^kube-api-access-|-token-/;

/** Of the volume, or -1 where no container mounts one. */
function indexOfToken(spec: PodSpec | undefined) {
  const volumes = spec?.volumes ?? [];
  return volumes.findIndex(
    ({ name }) => MAY_BE_TOKEN.test(name) && isMountedAsToken(spec, name),
  );
}

function isMountedAsToken(spec: PodSpec | undefined, volume: string) {
  for (const { volumeMounts = [] } of spec?.containers ?? [])
    for (const mount of volumeMounts)
      if (mount?.mountPath === TOKEN_PATH && mount.name === volume) return true;
  return false;
}

const bound = new WeakMap<ClusterSnapshot, ReadonlySet<string>>();

/** Service accounts, and groups as `group:name`, that a role beyond discovery is bound to. */
export function boundAccounts(snapshot: ClusterSnapshot): ReadonlySet<string> {
  const known = bound.get(snapshot);
  if (known) return known;
  const found = new Set<string>();
  for (const binding of [
    ...snapshot.all('RoleBinding'),
    ...snapshot.all('ClusterRoleBinding'),
  ]) {
    if (DISCOVERY_ROLES.has(binding.roleRef?.name ?? '')) continue;
    for (const subject of binding.subjects ?? []) {
      const { kind, name, namespace = binding.metadata.namespace } = subject;
      if (kind === 'ServiceAccount') found.add(`${namespace}/${name}`);
      const [, user] = /^system:serviceaccount:(.+)$/.exec(name ?? '') ?? [];
      if (kind === 'User' && user) found.add(user.replace(':', '/'));
      if (kind === 'Group') found.add(`group:${name}`);
    }
  }
  bound.set(snapshot, found);
  return found;
}

/** Whether a role is bound to a group that holds every service account of a namespace. */
function boundGroups(snapshot: ClusterSnapshot, namespace: string) {
  const accounts = boundAccounts(snapshot);
  return (
    accounts.has('group:system:authenticated') ||
    accounts.has('group:system:serviceaccounts') ||
    accounts.has(`group:system:serviceaccounts:${namespace}`)
  );
}
