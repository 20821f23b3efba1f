import { parseCorefile } from './corefile';

const DEFAULT = `.:53 {
    errors
    health {
       lameduck 5s
    }
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
    }
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30
}
`;

describe('parseCorefile', () => {
  it('reads what kubeadm writes', () => {
    const { blocks, isBalanced, hasImports } = parseCorefile(DEFAULT);
    expect({ isBalanced, hasImports }).toEqual({
      isBalanced: true,
      hasImports: false,
    });
    expect(blocks).toMatchObject([{ zones: [''] }]);
    expect(blocks[0].plugins.map(each => each.name)).toEqual([
      'errors',
      'health',
      'kubernetes',
      'forward',
      'cache',
    ]);
    expect(blocks[0].plugins[2]).toEqual({
      name: 'kubernetes',
      args: ['cluster.local', 'in-addr.arpa', 'ip6.arpa'],
      lines: [
        ['pods', 'insecure'],
        ['fallthrough', 'in-addr.arpa', 'ip6.arpa'],
      ],
    });
  });

  it.each([
    ['a brace too few', '.:53 {\n  cache {\n}\n', false],
    ['a brace too many', '.:53 {\n}\n}\n', false],
    ['a variable in braces', '.:{$PORT} {\n  cache\n}\n', true],
    ['a brace in a comment', '.:53 { # {\n  cache\n}\n', true],
    ['a brace in quotes', '.:53 {\n  log . "{remote} }"\n}\n', true],
    ['nothing', '', true],
  ])('counts braces: %s', (_, text, isBalanced) => {
    expect(parseCorefile(text).isBalanced).toBe(isBalanced);
  });

  it('keeps server blocks apart and knows snippets and imports', () => {
    const { blocks, hasImports } = parseCorefile(
      '(common) {\n  errors\n}\ndns://Example.org:53, example.net.\n{\n  import common\n}\nimport custom/*.server\n',
    );
    expect(hasImports).toBe(true);
    expect(blocks.map(each => each.zones)).toEqual([
      ['example.org', 'example.net'],
    ]);
  });
});
