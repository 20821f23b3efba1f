import { field } from '../../findings/evidence';
import { CauseContext } from '../Cause';
import { Upstream } from './Upstream';

/** Problems of the nodes on which the pods of a finding stand, or which it names as what keeps them from being placed. */
export function* problemsOfNodes({
  comparison,
  finding,
  problemsOf,
}: CauseContext): Iterable<Upstream> {
  const seen = new Set<string>();
  for (const evidence of finding.evidence) {
    const { kind, name } = evidence.object;
    if (kind !== 'Node' || seen.has(name)) continue;
    seen.add(name);
    for (const problem of problemsOf({ kind, name }))
      if (problem.id !== finding.id) yield { problem };
  }
  for (const pod of comparison.failing) {
    const node = pod.spec?.nodeName;
    if (!node || seen.has(node)) continue;
    seen.add(node);
    const evidence = [{ evidence: field(pod, 'spec.nodeName', node) }];
    for (const problem of problemsOf({ kind: 'Node', name: node }))
      if (problem.id !== finding.id) yield { problem, evidence };
  }
}

const RESOURCE = {
  memory: /\blow on resource: memory\b|MemoryPressure/i,
  disk: /\blow on resource: (?:ephemeral-storage|inodes)\b|DiskPressure/i,
  processes: /\blow on resource: pids\b|PIDPressure/i,
} as const;

/**
 * Problems of the nodes that evicted pods for lack of a resource.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/eviction/helpers.go
 */
export function evictionsFor(resource: keyof typeof RESOURCE) {
  return function* problems(context: CauseContext): Iterable<Upstream> {
    const { comparison, finding } = context;
    const isAboutIt =
      finding.detector !== 'pod.evicted' ||
      comparison.failing.some(pod =>
        RESOURCE[resource].test(pod.status?.message ?? ''),
      );
    if (isAboutIt) yield* problemsOfNodes(context);
  };
}
