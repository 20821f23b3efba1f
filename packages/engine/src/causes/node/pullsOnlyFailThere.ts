import { containersOf } from '../../detectors/shared/containers';
import { field } from '../../findings/evidence';
import { Finding, ObjectReference } from '../../findings/Finding';
import { KnownKinds } from '../../snapshot/objects';
import { CauseContext, WeighedEvidence } from '../Cause';
import { TOLERANCE } from '../precedes';

/** Findings about a registry that a node could not reach, whatever image it asked for. */
export const UNREACHED_REGISTRIES: readonly string[] = [
  'image.registry-unresolved',
  'image.registry-unreachable',
];

export interface PullsThere {
  node: ObjectReference;
  registries: readonly string[];
  /** A pod that fails there, and one of the same workload that was started elsewhere meanwhile. */
  evidence: readonly WeighedEvidence[];
}

/**
 * The node that alone reaches none of several registries, while the same images were started on other nodes since; undefined where one registry is all there is, or
 * where no other node has tried.
 */
export function pullsOnlyFailThere(
  context: CauseContext,
): PullsThere | undefined {
  const found = context
    .foundBy(UNREACHED_REGISTRIES)
    .filter(each => each.tier === 'problem');
  const registries = new Set(found.map(each => each.subject.name));
  const failing = found.flatMap(each => podsOf(each, context));
  const [node, ...others] = new Set(failing.map(pod => pod.spec?.nodeName));
  if (!node || others.length > 0 || registries.size < 2) return undefined;
  const elsewhere = podsOf(context.finding, context).flatMap(pod =>
    startedElsewhere(pod, node, context),
  );
  if (elsewhere.length === 0) return undefined;
  return {
    node: { apiVersion: 'v1', kind: 'Node', name: node },
    registries: [...registries].sort(),
    evidence: [
      { evidence: field(failing[0], 'spec.nodeName', node), as: 'comparison' },
      { evidence: elsewhere[0], as: 'comparison' },
    ],
  };
}

function podsOf({ affected }: Finding, { snapshot }: CauseContext) {
  return affected.flatMap(({ kind, namespace, name }) =>
    kind === 'Pod' ? (snapshot.get('Pod', namespace, name) ?? []) : [],
  );
}

/** Siblings that another node has started since this pod began to wait: their node has the image, pulled then or before. */
function startedElsewhere(
  pod: KnownKinds['Pod'],
  node: string,
  { graph }: CauseContext,
) {
  const since = Date.parse(pod.status?.startTime ?? '') - TOLERANCE;
  return graph
    .podsOf(graph.topOwner(pod))
    .filter(each => each.spec?.nodeName && each.spec.nodeName !== node)
    .flatMap(each =>
      containersOf(each).flatMap(({ status, statusPath }) => {
        const startedAt = status.state?.running?.startedAt;
        return startedAt && Date.parse(startedAt) >= since
          ? [field(each, `${statusPath}.state.running.startedAt`, startedAt)]
          : [];
      }),
    );
}
