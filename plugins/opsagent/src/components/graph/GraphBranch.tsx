import ArrowIcon from '@mui/icons-material/SubdirectoryArrowRight';
import Box from '@mui/material/Box';
import { GraphNode } from '@opsagent/backstage-plugin-opsagent-common';
import { GraphTree } from '../../format/graphTrees';
import { GraphObject } from './GraphObject';

export interface GraphBranchProps {
  tree: GraphTree;
  /** What selecting an object does; undefined where nothing is told of it. */
  selecting(node: GraphNode): (() => void) | undefined;
  /** Whether something leads to it. */
  isReached?: boolean;
}

/** An object and, below it, what the failure comes to from there. */
export function GraphBranch({ tree, selecting, isReached }: GraphBranchProps) {
  const { children, node } = tree;
  return (
    <Box component="li" sx={{ mt: 0.75 }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.25 }}>
        {isReached && (
          <ArrowIcon
            fontSize="small"
            aria-hidden
            sx={{ flex: 'none', mt: 0.5, color: 'text.secondary' }}
          />
        )}
        <GraphObject node={node} onSelect={selecting(node)} />
      </Box>
      {children.length > 0 && (
        <Box
          component="ul"
          role="list"
          sx={{ m: 0, p: 0, pl: 1.25, listStyle: 'none' }}
        >
          {children.map(each => (
            <GraphBranch
              key={each.node.id}
              tree={each}
              selecting={selecting}
              isReached
            />
          ))}
        </Box>
      )}
    </Box>
  );
}
