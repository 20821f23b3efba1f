import { field } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { workloadsWhere } from '../shared/judgedWorkloads';
import { workloadDetector } from '../shared/workloadDetector';
import { ENFORCE, POD_SECURITY_ADMISSION } from './sources';
import { standardViolations } from './podSecurityStandard';

const MOST_EVIDENCE = 5;

/** A template that today's rules of its namespace would refuse, although its pods were let in before. */
export const psaWouldReject = workloadDetector({
  id: 'security.psa-would-reject',
  title: 'Next pod will be refused',
  tier: 'risk',
  kinds: ['Namespace'],
  documentation: {
    speaks:
      'A running pod breaks the Pod Security level that its namespace enforces: it was let in before the label was set, and its successor will be refused.',
    silent:
      'Workloads without a running pod: what is refused already is a problem of its own. Namespaces that enforce no level.',
    sources: [
      POD_SECURITY_ADMISSION,
      'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    ],
  },
  among: workloadsWhere(
    ({ isRunning, pod }, { snapshot }) =>
      isRunning &&
      enforcedLevel(pod.metadata.namespace, snapshot) !== undefined,
  ),
  check({ pod }, { snapshot }) {
    const { namespace } = pod.metadata;
    const level = enforcedLevel(namespace, snapshot);
    if (!level) return undefined;
    const broken = standardViolations(pod, level);
    if (broken.length === 0) return undefined;
    const rules = [...new Set(broken.map(each => each.rule))];
    return {
      severity: 'medium',
      message: `The namespace enforces the level "${level}", which the pod breaks: ${rules.join(', ')}`,
      evidence: [
        field(
          snapshot.get('Namespace', undefined, namespace)!,
          `metadata.labels["${ENFORCE}"]`,
          level,
        ),
        ...broken
          .slice(0, MOST_EVIDENCE)
          .map(({ path }) => field(pod, path, valueAt(pod, path))),
      ],
    };
  },
});

function enforcedLevel(
  name: string | undefined,
  snapshot: ClusterSnapshot,
): 'baseline' | 'restricted' | undefined {
  const level = snapshot.get('Namespace', undefined, name)?.metadata.labels?.[
    ENFORCE
  ];
  return level === 'baseline' || level === 'restricted' ? level : undefined;
}

/** The value at a path such as `spec.containers[0].image`. */
function valueAt(object: object, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? (value as Record<string, unknown>)[key]
          : undefined,
      object,
    );
}
