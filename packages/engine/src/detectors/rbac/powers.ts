import type { PolicyRule } from 'kubernetes-types/rbac/v1';

const POD_CONTROLLERS: readonly (readonly [string, readonly string[]])[] = [
  ['', ['pods', 'replicationcontrollers']],
  ['apps', ['deployments', 'daemonsets', 'replicasets', 'statefulsets']],
  ['batch', ['jobs', 'cronjobs']],
];
const READS = ['get', 'list', 'watch'];
const WRITES = ['create', 'update', 'patch'];
const RBAC = 'rbac.authorization.k8s.io';
const WEBHOOKS = [
  'mutatingwebhookconfigurations',
  'validatingwebhookconfigurations',
];

/** Whether a rule grants everything on every object of every API. */
export function isEverything({
  apiGroups = [],
  resources = [],
  verbs = [],
}: PolicyRule): boolean {
  return [apiGroups, resources, verbs].every(list => list.includes('*'));
}

/** Whether some part of a rule is a wildcard. */
export function hasWildcard({
  apiGroups = [],
  resources = [],
  verbs = [],
}: PolicyRule): boolean {
  return [apiGroups, resources, verbs].some(list => list.includes('*'));
}

/** Whether a rule speaks of APIs that Kubernetes itself serves, by name or by wildcard. */
export function coversBuiltIn({ apiGroups = [] }: PolicyRule): boolean {
  return apiGroups.some(
    group => !group.includes('.') || group.endsWith('.k8s.io'),
  );
}

/** Whether a rule lets its holders read every Secret, not only those it names. */
export function readsSecrets(rule: PolicyRule): boolean {
  return (
    !rule.resourceNames?.length &&
    READS.some(verb => grants(rule, verb, '', 'secrets'))
  );
}

/** Whether a rule lets its holders run a program of their choice in the cluster. */
export function createsPods(rule: PolicyRule): boolean {
  return POD_CONTROLLERS.some(([group, resources]) =>
    resources.some(resource => grants(rule, 'create', group, resource)),
  );
}

/** Whether a rule opens a shell in running containers. */
export function entersPods(rule: PolicyRule): boolean {
  return ['pods/exec', 'pods/attach'].some(resource =>
    ['create', 'get'].some(verb => grants(rule, verb, '', resource)),
  );
}

/** The ways in which the holder of a rule can get more rights than it names; empty for most rules. */
export function escalationsOf(rule: PolicyRule): string[] {
  const ways: readonly (readonly [string, boolean])[] = [
    ['escalate', onRoles(rule, 'escalate')],
    ['bind', onRoles(rule, 'bind')],
    [
      'impersonate',
      ['users', 'groups', 'serviceaccounts'].some(each =>
        grants(rule, 'impersonate', '', each),
      ),
    ],
    [
      'serviceaccounts/token',
      grants(rule, 'create', '', 'serviceaccounts/token'),
    ],
    [
      'nodes/proxy',
      (rule.verbs ?? []).length > 0 &&
        covers(rule.apiGroups, '') &&
        coversResource(rule.resources, 'nodes/proxy'),
    ],
    [
      'webhook configurations',
      WEBHOOKS.some(each =>
        WRITES.some(verb =>
          grants(rule, verb, 'admissionregistration.k8s.io', each),
        ),
      ),
    ],
  ];
  return ways.flatMap(([name, isGranted]) => (isGranted ? [name] : []));
}

function onRoles(rule: PolicyRule, verb: string) {
  return ['roles', 'clusterroles'].some(each => grants(rule, verb, RBAC, each));
}

function grants(
  { apiGroups, resources, verbs }: PolicyRule,
  verb: string,
  group: string,
  resource: string,
) {
  return (
    covers(verbs, verb) &&
    covers(apiGroups, group) &&
    coversResource(resources, resource)
  );
}

function covers(list: readonly string[] = [], value: string) {
  return list.includes('*') || list.includes(value);
}

function coversResource(list: readonly string[] = [], resource: string) {
  const [, subresource] = resource.split('/');
  return (
    covers(list, resource) ||
    (subresource !== undefined && list.includes(`*/${subresource}`))
  );
}
