import { absence, unread } from '../../findings/evidence';
import { Cause, CauseContext, HypothesisDraft } from '../Cause';
import { proof } from '../causeOfRule';
import { failingContainers } from '../failingContainers';
import {
  AccessRequest,
  forbiddenRequestIn,
  isAllowed,
} from '../reading/accessRules';
import { toldBy } from '../reading/told';

const PROVED_BY: readonly string[] = [
  'rbac.workload-denied',
  'rbac.role-missing',
  'rbac.subject-missing',
];

/** A program is forbidden to use the Kubernetes API. */
export const rbacMissing: Cause = {
  id: 'rbac-missing',
  title: 'The ServiceAccount lacks a permission',
  explains: [...PROVED_BY, ...failingContainers],
  provedBy: PROVED_BY,
  touchedBy: ['identity'],
  documentation: {
    speaks:
      'A log line says that a ServiceAccount may not use a resource of the Kubernetes API. Roles and bindings that were read and do not grant it prove that this is still so.',
    silent: 'Refuted by a binding that grants it now.',
    sources: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/'],
  },

  *assess(context) {
    if (PROVED_BY.includes(context.finding.detector)) {
      yield proof(context);
      return;
    }
    const told = toldBy(context.failures, ['log.rbac-forbidden']);
    const request = told && forbiddenRequestIn(told.match.line);
    if (!told || !request) return;
    const verdict = verdictOn(request, context);
    if (!verdict) return;
    const { namespace, name, verb, group, resource } = request;
    yield {
      message: `ServiceAccount ${namespace}/${name} may not ${verb} ${group ? `${resource}.${group}` : resource}${request.scope ? ` in namespace ${request.scope}` : ''}`,
      evidence: [...told.evidence, ...verdict.evidence],
      missing: verdict.missing ?? [],
    };
  },
};

/** Undefined when the permission has been granted since. */
function verdictOn(
  request: AccessRequest,
  { snapshot }: CauseContext,
): Pick<HypothesisDraft, 'evidence' | 'missing'> | undefined {
  const answer = isAllowed(request, snapshot);
  if (answer === 'allowed') return undefined;
  const binding = {
    kind: request.scope ? 'RoleBinding' : 'ClusterRoleBinding',
    ...(request.scope ? { namespace: request.scope } : {}),
    name: '',
  };
  if (answer === 'denied')
    return {
      evidence: [
        {
          evidence: absence(
            binding,
            `grant of ${request.verb} ${request.resource} for ServiceAccount ${request.namespace}/${request.name}`,
          ),
          as: 'contradiction',
        },
      ],
    };
  // The log is fresh and names the refusal; that the roles were not read leaves it as sure as any log line.
  return { evidence: [{ evidence: unread(binding, answer) }] };
}
