import { ObjectReference } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { judgedWorkloads, subjectsOf } from '../shared/judgedWorkloads';
import { isSystemNamespace } from '../shared/namespaces';
import { ENFORCE, POD_SECURITY_ADMISSION } from './sources';
import { standardViolations } from './podSecurityStandard';

/** Engines that enforce rules of their own instead. */
const POLICY_ENGINE = /kyverno|gatekeeper|kubewarden|polaris|datree|k-?rail/i;

const POLICY_KINDS = [
  'ValidatingAdmissionPolicy',
  'SecurityContextConstraints.security.openshift.io',
];

/** Namespaces with workloads that no level restrains although one could. */
export const psaUnset: Detector = {
  id: 'security.psa-unset',
  title: 'Namespace enforces no Pod Security level',
  tier: 'hygiene',
  kinds: ['Namespace', 'Pod', 'ValidatingWebhookConfiguration'],
  concludesFrom: ['ValidatingAdmissionPolicy'],
  documentation: {
    speaks:
      'A namespace with workloads has no label that enforces a Pod Security level, or enforces `privileged` while no pod of it needs that.',
    silent:
      'System namespaces, and clusters in which another policy engine, an admission policy or OpenShift decides, or may because those are unread. A level that the API server enforces by default cannot be read.',
    sources: [POD_SECURITY_ADMISSION],
  },
  examines: context => namespacesWithWorkloads(context).map(referenceTo),
  *detect(context) {
    if (mayHaveOtherPolicies(context.snapshot)) return;
    for (const namespace of namespacesWithWorkloads(context)) {
      const level = namespace.metadata.labels?.[ENFORCE];
      if (level !== undefined && level !== 'privileged') continue;
      if (level && needsPrivileges(namespace.metadata.name, context)) continue;
      yield {
        subject: referenceTo(namespace),
        severity: 'low',
        message: level
          ? 'The namespace lets privileged pods in, and none of its pods needs that'
          : 'The namespace enforces no Pod Security level',
        evidence: [field(namespace, `metadata.labels["${ENFORCE}"]`, level)],
      };
    }
  },
};

function namespacesWithWorkloads(
  context: DetectionContext,
): KnownKinds['Namespace'][] {
  const used = new Set(subjectsOf(judgedWorkloads(context)).map(namespaceOf));
  return context.snapshot
    .all('Namespace')
    .filter(
      ({ metadata }) =>
        used.has(metadata.name) &&
        !metadata.deletionTimestamp &&
        !isSystemNamespace(metadata.name),
    );
}

function namespaceOf({ namespace }: ObjectReference) {
  return namespace;
}

const demanding = new WeakMap<ClusterSnapshot, ReadonlySet<string>>();

/** Whether a pod of the namespace breaks the baseline. */
function needsPrivileges(name: string, context: DetectionContext) {
  const known = demanding.get(context.snapshot);
  if (known) return known.has(name);
  const found = new Set(
    judgedWorkloads(context)
      .filter(({ pod }) => standardViolations(pod, 'baseline').length > 0)
      .map(({ pod }) => pod.metadata.namespace ?? ''),
  );
  demanding.set(context.snapshot, found);
  return found.has(name);
}

function mayHaveOtherPolicies(snapshot: ClusterSnapshot) {
  return (
    POLICY_KINDS.some(
      kind =>
        snapshot.all(kind).length > 0 ||
        !['complete', 'notServed'].includes(snapshot.readState(kind)),
    ) ||
    snapshot
      .all('ValidatingWebhookConfiguration')
      .some(({ metadata }) => POLICY_ENGINE.test(metadata.name))
  );
}
