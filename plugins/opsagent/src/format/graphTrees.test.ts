import { GraphNode } from '@opsagent/backstage-plugin-opsagent-common';
import { GraphTree, graphTrees } from './graphTrees';

const node = (id: string): GraphNode => ({
  id,
  object: { kind: 'Service', name: id },
  role: 'reached',
  findings: [],
  entityRefs: [],
});

const shape = ({ node: { id }, children }: GraphTree): string =>
  children.length > 0 ? `${id}(${children.map(shape).join(' ')})` : id;

const treesOf = (ids: string, ...edges: string[]) =>
  graphTrees({
    nodes: [...ids].map(node),
    edges: edges.map(([from, to]) => ({ from, to })),
  }).map(shape);

describe('graphTrees', () => {
  it.each([
    ['one object', treesOf('a'), ['a']],
    ['a chain', treesOf('abc', 'ab', 'bc'), ['a(b(c))']],
    ['branches', treesOf('abcd', 'ab', 'ac', 'cd'), ['a(b c(d))']],
    ['two ways to one object', treesOf('abc', 'ab', 'ac', 'bc'), ['a(b c)']],
    ['a circle', treesOf('ab', 'ab', 'ba'), ['a(b)']],
    ['what nothing leads to', treesOf('abc', 'ab'), ['a(b)', 'c']],
    ['an edge from nowhere', treesOf('a', 'xa'), ['a']],
  ])('arranges %s', (_, trees, expected) => {
    expect(trees).toEqual(expected);
  });
});
