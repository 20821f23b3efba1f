import {
  GraphNode,
  IncidentGraph,
} from '@opsagent/backstage-plugin-opsagent-common';

/** An object with what the failure comes to from it. */
export interface GraphTree {
  node: GraphNode;
  children: GraphTree[];
}

/** The objects in the direction of the effect, each once, below the first from which the failure comes to it. */
export function graphTrees({ edges, nodes }: IncidentGraph): GraphTree[] {
  const trees = new Map(
    nodes.map(node => [node.id, { node, children: [] as GraphTree[] }]),
  );
  const placed = new Set<string>();
  for (const { from, to } of edges) {
    const parent = trees.get(from);
    const child = trees.get(to);
    if (!parent || !child || placed.has(to) || isWithin(parent, child))
      continue;
    parent.children.push(child);
    placed.add(to);
  }
  return [...trees.values()].filter(({ node }) => !placed.has(node.id));
}

/** Whether placing one tree below the other would close a circle. */
function isWithin(tree: GraphTree, outer: GraphTree): boolean {
  return tree === outer || outer.children.some(each => isWithin(tree, each));
}
