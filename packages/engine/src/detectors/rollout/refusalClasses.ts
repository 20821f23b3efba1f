import { Severity } from '../../findings/Finding';
import { FamilyRow } from '../detectorFamily';

/** Why the API server would not create a pod, told from its answer. */
export interface RefusalClass extends FamilyRow {
  pattern: RegExp;
  severity: Severity;
  /** What the finding is about besides the workload; the pattern's named groups. */
  key?: (groups: Record<string, string | undefined>) => string | undefined;
}

/**
 * Answers of the API server and of its admission plugins; the first match wins. A webhook's own text may quote anything, so webhooks come first.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
 */
export const REFUSAL_CLASSES: readonly RefusalClass[] = [
  {
    id: 'create.webhook-unreachable',
    title: 'Admission webhook cannot be called',
    documentation: {
      speaks:
        'The API server cannot call an admission webhook that must be asked before pods are created.',
      sources: [
        'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy',
      ],
    },
    severity: 'critical',
    pattern: /failed calling webhook "?(?<webhook>[^\s":]+)/i,
    key: groups => groups.webhook,
  },
  {
    id: 'create.webhook-denied',
    title: 'Admission webhook refuses the pods',
    documentation: {
      speaks: 'An admission webhook denies the creation of pods.',
      sources: [
        'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
      ],
    },
    severity: 'high',
    pattern:
      /admission webhook "?(?<webhook>[^\s"]{1,253})"? denied the request/i,
    key: groups => groups.webhook,
  },
  {
    id: 'create.policy-denied',
    title: 'Admission policy refuses the pods',
    documentation: {
      speaks: 'A ValidatingAdmissionPolicy denies the creation of pods.',
      sources: [
        'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
      ],
    },
    severity: 'high',
    pattern:
      /ValidatingAdmissionPolicy '?"?(?<policy>[^\s'"]{1,253})'?"?.{0,600} denied request/i,
    key: groups => groups.policy,
  },
  {
    id: 'create.quota-needs-requests',
    title: 'Quota demands requests that the pods do not state',
    documentation: {
      speaks:
        'A ResourceQuota counts requests or limits that the pods do not state, and no LimitRange adds them.',
      sources: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
    },
    severity: 'high',
    pattern:
      /failed quota: (?<quota>[^:\s]{1,253}): must specify (?<resources>[^;]{0,1000}?)(?: for: |$|;)/i,
    key: ({ quota, resources }) => `${quota}/${resources?.trim()}`,
  },
  {
    id: 'create.quota-exceeded',
    title: 'Quota is used up',
    documentation: {
      speaks: 'The pods would exceed a ResourceQuota of the namespace.',
      sources: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
    },
    severity: 'high',
    pattern: /exceeded quota: (?<quota>[^,\s]+), requested: (?<requested>\S+)/i,
    key: ({ quota, requested }) =>
      `${quota}/${resourceNames(requested).join(',')}`,
  },
  {
    id: 'create.podsecurity-violation',
    title: 'Pod security standard of the namespace refuses the pods',
    documentation: {
      speaks:
        'The pods violate the Pod Security Standard that the namespace enforces.',
      sources: [
        'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
      ],
    },
    severity: 'high',
    pattern: /violates PodSecurity "(?<level>[^"]+)": (?<fields>.*)$/is,
    key: ({ fields }) => violatedFields(fields).join(','),
  },
  {
    id: 'create.scc-denied',
    title: 'No security context constraint admits the pods',
    documentation: {
      speaks:
        'No SecurityContextConstraint of OpenShift that the pods’ service account may use admits them.',
      sources: [
        'https://docs.openshift.com/container-platform/latest/authentication/managing-security-context-constraints.html',
      ],
    },
    severity: 'high',
    pattern: /unable to validate against any security context constraint/i,
  },
  {
    id: 'create.limitrange-violation',
    title: 'Limit range refuses the pods',
    documentation: {
      speaks:
        'The pods, or the claims that a StatefulSet makes for them, ask for less or more than a LimitRange of the namespace allows, or for more than the limit that it gives by default.',
      sources: [
        'https://kubernetes.io/docs/concepts/policy/limit-range/',
        'https://kubernetes.io/docs/concepts/policy/limit-range/#example-pod',
      ],
    },
    severity: 'high',
    // A template whose own request is above its own limit is refused itself: this limit came from admission.
    pattern:
      /(?:minimum|maximum) (?<resource>\S{1,80}) usage per (?:Container|Pod|PersistentVolumeClaim)|(?<ratio>\S{1,80}) max limit to request ratio per (?:Container|Pod)|must be less than or equal to (?<limited>\S{1,80}) limit of /i,
    key: ({ resource, ratio, limited }) => resource ?? ratio ?? limited,
  },
  {
    id: 'create.service-account-missing',
    title: 'Service account does not exist',
    documentation: {
      speaks: 'The pods name a service account that does not exist.',
      sources: [
        'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
      ],
    },
    severity: 'high',
    pattern:
      /error looking up service account (?:[^\s/]{1,80}\/)?(?<account>[^\s/:]{1,253})/i,
    key: groups => groups.account,
  },
  {
    id: 'create.priority-class-missing',
    title: 'Priority class does not exist',
    documentation: {
      speaks: 'The pods name a PriorityClass that does not exist.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
      ],
    },
    severity: 'high',
    pattern: /no PriorityClass with name (?<name>\S{1,253}) was found/i,
    key: groups => groups.name,
  },
  {
    id: 'create.runtime-class-missing',
    title: 'Runtime class does not exist',
    documentation: {
      speaks: 'The pods name a RuntimeClass that does not exist.',
      sources: [
        'https://kubernetes.io/docs/concepts/containers/runtime-class/',
      ],
    },
    severity: 'high',
    pattern: /RuntimeClass "?(?<name>[^\s"]{1,253})"? not found/i,
    key: groups => groups.name,
  },
  {
    id: 'create.namespace-terminating',
    title: 'Namespace is being deleted',
    documentation: {
      speaks: 'Pods are to be created in a namespace that is being deleted.',
      sources: [
        'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#namespacelifecycle',
      ],
    },
    severity: 'medium',
    pattern: /because it is being terminated/i,
  },
  {
    id: 'create.invalid-pod',
    title: 'Pods are invalid',
    documentation: {
      speaks: 'The API server finds the pods invalid and names the field.',
      sources: [
        'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
      ],
    },
    severity: 'high',
    pattern: /is invalid: (?<field>[^\s:]+)/i,
    key: groups => groups.field,
  },
  {
    id: 'create.refused-other',
    title: 'Pods cannot be created',
    documentation: {
      speaks:
        'The API server refuses to create pods for a reason that is none of the known ones.',
      sources: [
        'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/',
      ],
    },
    severity: 'high',
    pattern: /(?:)/,
  },
];

/** The class of a refusal and what it is about. */
export function classifyRefusal(message: string): {
  refusal: RefusalClass;
  key?: string;
} {
  for (const refusal of REFUSAL_CLASSES) {
    const match = refusal.pattern.exec(message);
    if (!match) continue;
    const key = refusal.key?.(match.groups ?? {});
    return { refusal, ...(key ? { key } : {}) };
  }
  throw new Error('The last class matches every text');
}

/** `requests.cpu=1,pods=1` names two resources. */
function resourceNames(list = '') {
  return list
    .split(',')
    .map(each => each.split('=')[0])
    .filter(Boolean)
    .sort();
}

/** The rules that are broken, without the containers that break them. */
function violatedFields(text = '') {
  return text
    .replace(/\([^)]*\)/g, '')
    .split(',')
    .map(each => each.trim())
    .filter(Boolean)
    .sort();
}
