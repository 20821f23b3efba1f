import { field, referenceTo } from '../../findings/evidence';
import { matchesSelector } from '../../graph/labels';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import {
  UNUSED_SILENT,
  USING_KINDS,
  hasMeaningfulLabels,
  mayBeUnused,
} from './candidates';
import { UsageIndex } from './UsageIndex';

const SOURCES = [
  'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
];
const BINDINGS = ['RoleBinding', 'ClusterRoleBinding'];

/** Identities that a cloud or a controller outside knows. */
const FOREIGN_IDENTITY =
  /eks\.amazonaws\.com|iam\.gke\.io|azure\.workload\.identity|vault/;

/** Roles that every cluster has for people to bind, and that scaffolds of operators add for the same. */
const OFFERED =
  /^system:|^(?:cluster-admin|admin|edit|view)$|-(?:editor|viewer|admin|metrics-reader)(?:-role)?$|metrics-reader$/;

/** Service accounts and roles that give nobody any right. */
export const unusedRights: readonly Detector[] = [
  {
    id: 'unused.service-account',
    title: 'Nobody runs as the service account',
    tier: 'hygiene',
    kinds: [...USING_KINDS, ...BINDINGS],
    documentation: {
      speaks:
        'A service account that no pod and no template names and to which no role is bound.',
      silent: `${UNUSED_SILENT} The default account, those with token Secrets, and those with an identity of a cloud or a vault.`,
      sources: SOURCES,
    },
    examines: ({ snapshot }) => snapshot.all('ServiceAccount').map(referenceTo),
    *detect({ snapshot }) {
      const usage = UsageIndex.of(snapshot);
      const bound = boundAccounts(snapshot);
      for (const account of snapshot.all('ServiceAccount')) {
        const { namespace, name, annotations = {} } = account.metadata;
        if (name === 'default' || account.secrets?.length) continue;
        if (Object.keys(annotations).some(key => FOREIGN_IDENTITY.test(key)))
          continue;
        if (bound.has(`${namespace}/${name}`)) continue;
        if (!mayBeUnused(account, snapshot)) continue;
        if (usage.isRunAs(namespace, name) || usage.isSpokenOf(name)) continue;
        yield {
          subject: referenceTo(account),
          severity: 'info',
          message:
            'No pod runs as the service account, and no role is bound to it',
          evidence: [
            field(
              account,
              'metadata.creationTimestamp',
              account.metadata.creationTimestamp,
            ),
          ],
        };
      }
    },
  },
  {
    id: 'unused.role',
    title: 'The role is bound to nobody',
    tier: 'hygiene',
    kinds: ['Role', 'ClusterRole', ...BINDINGS, ...USING_KINDS],
    documentation: {
      speaks:
        'A Role or ClusterRole that no binding names and that no other ClusterRole takes in.',
      silent: `${UNUSED_SILENT} Roles that Kubernetes brings, and those that are there for people to bind: with labels for aggregation, or for editors and viewers of custom resources.`,
      sources: SOURCES,
    },
    *detect({ snapshot }) {
      const usage = UsageIndex.of(snapshot);
      const bound = boundRoles(snapshot);
      const roles = [...snapshot.all('Role'), ...snapshot.all('ClusterRole')];
      for (const role of roles) {
        const { namespace, name, labels } = role.metadata;
        if (OFFERED.test(name) || hasMeaningfulLabels(role)) continue;
        if (bound.has(`${role.kind}/${namespace ?? ''}/${name}`)) continue;
        if (!mayBeUnused(role, snapshot)) continue;
        if (isAggregated(labels, snapshot)) continue;
        if (usage.isSpokenOf(name)) continue;
        yield {
          subject: referenceTo(role),
          severity: 'info',
          message: 'No binding names the role',
          evidence: [
            field(
              role,
              'metadata.creationTimestamp',
              role.metadata.creationTimestamp,
            ),
          ],
        };
      }
    },
  },
];

function bindingsOf(snapshot: ClusterSnapshot) {
  return [
    ...snapshot.all('RoleBinding'),
    ...snapshot.all('ClusterRoleBinding'),
  ];
}

function boundAccounts(snapshot: ClusterSnapshot): ReadonlySet<string> {
  return new Set(
    bindingsOf(snapshot).flatMap(({ metadata, subjects }) =>
      (subjects ?? []).map(
        each => `${each?.namespace ?? metadata.namespace}/${each?.name}`,
      ),
    ),
  );
}

function boundRoles(snapshot: ClusterSnapshot): ReadonlySet<string> {
  return new Set(
    bindingsOf(snapshot).map(({ metadata, roleRef }) => {
      const { kind, name } = roleRef ?? {};
      const namespace = kind === 'Role' ? metadata.namespace : '';
      return `${kind}/${namespace}/${name}`;
    }),
  );
}

/** There are few ClusterRoles with a rule that takes in others. */
function isAggregated(
  labels: KnownKinds['ClusterRole']['metadata']['labels'],
  snapshot: ClusterSnapshot,
) {
  return aggregatingSelectors(snapshot).some(selector =>
    matchesSelector(selector, labels),
  );
}

const readings = new WeakMap<
  ClusterSnapshot,
  ReturnType<typeof readSelectors>
>();

function aggregatingSelectors(snapshot: ClusterSnapshot) {
  const known = readings.get(snapshot);
  const selectors = known ?? readSelectors(snapshot);
  if (!known) readings.set(snapshot, selectors);
  return selectors;
}

function readSelectors(snapshot: ClusterSnapshot) {
  return snapshot
    .all('ClusterRole')
    .flatMap(each => each.aggregationRule?.clusterRoleSelectors ?? []);
}
