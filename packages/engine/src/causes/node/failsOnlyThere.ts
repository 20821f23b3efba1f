import { DetectionContext } from '../../detectors/Detector';
import { field } from '../../findings/evidence';
import { Finding, ObjectReference } from '../../findings/Finding';
import { referenceKey } from '../../findings/referenceKey';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { CauseContext, WeighedEvidence } from '../Cause';
import { compareSiblings } from '../comparison/compareSiblings';
import { failingContainers } from '../failingContainers';

export interface OnlyThere {
  node: ObjectReference;
  /** Every workload of which pods fail on this node alone. */
  workloads: readonly ObjectReference[];
  /** One failing pod and one healthy sibling, as a comparison. */
  evidence: readonly WeighedEvidence[];
}

const indexes = new WeakMap<
  ClusterSnapshot,
  ReadonlyMap<string, ReadonlyMap<string, ObjectReference>>
>();

/** The node on which alone pods of the finding's workload fail, and which other workloads fail there alone; undefined when some are well there, or none elsewhere. */
export function failsOnlyThere(context: CauseContext): OnlyThere | undefined {
  const { comparison } = context;
  const { onlyNode, failing, healthy } = comparison;
  if (!onlyNode) return undefined;
  const workloads = workloadsByNode(context).get(onlyNode.name);
  return {
    node: onlyNode,
    workloads: [...(workloads?.values() ?? [])],
    evidence: [
      {
        evidence: field(failing[0], 'spec.nodeName', onlyNode.name),
        as: 'comparison',
      },
      {
        evidence: field(healthy[0], 'spec.nodeName', healthy[0].spec?.nodeName),
        as: 'comparison',
      },
    ],
  };
}

function workloadsByNode(context: CauseContext) {
  const known = indexes.get(context.snapshot);
  if (known) return known;
  const index = new Map<string, Map<string, ObjectReference>>();
  for (const finding of context.foundBy(failingContainers)) {
    const node = nodeOf(finding, context);
    if (!node) continue;
    const workloads = index.get(node) ?? new Map<string, ObjectReference>();
    workloads.set(referenceKey(finding.subject), finding.subject);
    index.set(node, workloads);
  }
  indexes.set(context.snapshot, index);
  return index;
}

function nodeOf(finding: Finding, context: DetectionContext) {
  return finding.tier === 'problem'
    ? compareSiblings(finding, context).onlyNode?.name
    : undefined;
}
