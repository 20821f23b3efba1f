/** A plugin of a server block with its arguments and the lines of its own block. */
export interface CorefilePlugin {
  name: string;
  args: readonly string[];
  lines: readonly (readonly string[])[];
}

export interface ServerBlock {
  /** Lower case, without scheme, port and trailing dot; the root is empty. */
  zones: readonly string[];
  plugins: readonly CorefilePlugin[];
}

/** What a Corefile says, as far as a diagnosis asks. */
export interface Corefile {
  blocks: readonly ServerBlock[];
  /** Each brace that opens a block has one that closes it. */
  isBalanced: boolean;
  /** Parts of it stand in other files. */
  hasImports: boolean;
}

interface OpenPlugin extends CorefilePlugin {
  lines: string[][];
}

/**
 * Reads the outline of CoreDNS's configuration. A brace counts only as a word of its own, since `{$NAME}` and `{1}` are parts of words. Never throws.
 *
 * @see https://coredns.io/2017/07/23/corefile-explained/
 */
export function parseCorefile(text: string): Corefile {
  const blocks: { zones: string[]; plugins: OpenPlugin[] }[] = [];
  let depth = 0;
  let isBalanced = true;
  let hasImports = false;
  for (const words of text.split('\n').map(wordsOf)) {
    const opens = words[words.length - 1] === '{';
    const body = words.filter(each => each !== '{' && each !== '}');
    if (body[0] === 'import') hasImports = true;
    if (depth === 0 && body.length > 0) addZones(blocks, body);
    const block = blocks[blocks.length - 1];
    if (depth === 1 && body.length > 0)
      block?.plugins.push({ name: body[0], args: body.slice(1), lines: [] });
    if (depth > 1 && body.length > 0)
      block?.plugins[block.plugins.length - 1]?.lines.push(body);
    depth += (opens ? 1 : 0) - words.filter(each => each === '}').length;
    if (depth < 0) isBalanced = false;
    depth = Math.max(0, depth);
  }
  return {
    blocks: blocks
      .map(({ zones, plugins }) => ({
        zones: zones.filter(each => each !== ','),
        plugins,
      }))
      .filter(({ zones }) => zones.length > 0),
    isBalanced: isBalanced && depth === 0,
    hasImports,
  };
}

/** Addresses that end in a comma go on in the next line. A word in parentheses names a snippet. */
function addZones(
  blocks: { zones: string[]; plugins: OpenPlugin[] }[],
  words: readonly string[],
) {
  const last = blocks[blocks.length - 1];
  const isContinued =
    last !== undefined &&
    last.plugins.length === 0 &&
    last.zones[last.zones.length - 1] === ',';
  const zones = words.flatMap(word => {
    const parts = word.split(',').filter(Boolean).map(zoneOf);
    return word.endsWith(',') ? [...parts, ','] : parts;
  });
  const isSnippet = words[0].startsWith('(') || words[0] === 'import';
  if (isContinued) last.zones.splice(-1, 1, ...zones);
  else blocks.push({ zones: isSnippet ? [] : zones, plugins: [] });
}

function zoneOf(address: string) {
  return address
    .toLowerCase()
    .replace(/^[a-z0-9+]+:\/\//, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '');
}

/** The words of a line up to a comment; text in quotes is one word. */
function wordsOf(line: string): string[] {
  const words = line.match(/"(?:\\.|[^"\\])*"|\S+/g) ?? [];
  const comment = words.findIndex(each => each.startsWith('#'));
  return (comment < 0 ? words : words.slice(0, comment)).map(each =>
    /^".*"$/.test(each) ? each.slice(1, -1) : each,
  );
}
