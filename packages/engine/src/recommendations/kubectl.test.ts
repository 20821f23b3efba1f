import { execFileSync } from 'node:child_process';
import { applyManifest, blank, kubectl, on } from './kubectl';

/** What a shell makes of a command: its words, without the first. */
function wordsOf(command: string | undefined): string[] {
  const script = `kubectl() { for each in "$@"; do printf '%s\\0' "$each"; done; }; ${command}`;
  const words = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
  return words.split('\0').slice(0, -1);
}

const shop = (name: string, kind = 'Deployment') => ({
  apiVersion: 'apps/v1',
  kind,
  namespace: 'shop',
  name,
});

describe('kubectl', () => {
  it('names an object after its namespace', () => {
    expect(kubectl`rollout undo ${on(shop('cart'))}`?.text).toBe(
      'kubectl rollout undo -n shop deployment/cart',
    );
    const node = { apiVersion: 'v1', kind: 'Node', name: 'a' };
    expect(kubectl`describe ${on(node)}`?.text).toBe('kubectl describe node/a');
  });

  it('names a kind that is not built in with its group', () => {
    const rollout = {
      ...shop('cart', 'Rollout'),
      apiVersion: 'argoproj.io/v1alpha1',
    };
    expect(kubectl`get ${on(rollout)}`?.text).toBe(
      'kubectl get -n shop rollout.argoproj.io/cart',
    );
  });

  it.each([
    "it's",
    '$(reboot)',
    '`reboot`',
    '; rm -rf /',
    'a && b | c > d < e',
    '"quoted" \\ back',
    '*?[a-z]{1,2}~!#',
    "'; reboot; '",
  ])('gives %s to kubectl as one word', text => {
    expect(wordsOf(kubectl`get ${on(shop(text))}`?.text)).toEqual([
      'get',
      '-n',
      'shop',
      `deployment/${text}`,
    ]);
    expect(wordsOf(kubectl`set image x app=${text}`?.text)).toEqual([
      'set',
      'image',
      'x',
      `app=${text}`,
    ]);
    const patch = { spec: { [text]: text } };
    expect(wordsOf(kubectl`patch x -p ${patch}`?.text).slice(3)).toEqual([
      JSON.stringify(patch),
    ]);
  });

  it.each([
    ['what would be taken for an option', '--all'],
    ['a line break', 'a\nreboot'],
    ['an escape sequence', '\u001b]0;x'],
    ['a text direction mark', 'a\u202eb'],
    ['what is not there', undefined],
    ['what is too long', 'x'.repeat(5_000)],
  ])('offers no command with %s', (_, value) => {
    expect(kubectl`delete ${value}`).toBeUndefined();
  });

  it.each(['-n', '--all'])(
    'offers no command for a namespace of the name %s',
    namespace => {
      expect(
        kubectl`delete ${on({ kind: 'Pod', namespace, name: 'cart' })}`,
      ).toBeUndefined();
    },
  );

  it('keeps what a terminal does not show out of patches', () => {
    const text = kubectl`patch x -p ${{ a: 'ä\u202e\n' }}`?.text;
    expect(text).toBe(`kubectl patch x -p '{"a":"\\u00e4\\u202e\\n"}'`);
  });

  it('tells which values are open, wherever they stand', () => {
    const port = blank('PORT', 'ask');
    const command = kubectl`patch x -p ${{ spec: [{ port }] }} ${blank('NAME', 'look')}`;
    expect(command?.text).toBe(
      `kubectl patch x -p '{"spec":[{"port":"<PORT>"}]}' '<NAME>'`,
    );
    expect(command?.blanks.map(each => each.name)).toEqual(['PORT', 'NAME']);
  });

  it('applies a manifest from the standard input', () => {
    expect(applyManifest({ kind: "It's" })?.text).toBe(
      `printf '%s' '{"kind":"It'\\''s"}' | kubectl apply -f -`,
    );
  });
});
