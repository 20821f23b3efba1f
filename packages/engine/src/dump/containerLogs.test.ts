import { containerLogs, formatLogSection } from './containerLogs';

describe('containerLogs', () => {
  it.each(['one\ntwo\n', 'no final newline'])('reads back %j', text => {
    const written = formatLogSection('shop', 'cart-1', 'main', text);
    expect(containerLogs(`before\n${written}after`)).toEqual({
      logs: new Map([['shop/cart-1/main', `${text.trimEnd()}\n`]]),
      rest: 'before\nafter',
    });
  });

  it('stays fast when a log imitates starts that never end', () => {
    const start = '==== START logs for container a of pod b/c ====\n';
    const { logs } = containerLogs(start.repeat(200_000));
    expect(logs.size).toBe(1);
  });

  it('takes a section that was cut off up to the end', () => {
    const start = '==== START logs for container a of pod b/c ====\n';
    expect(containerLogs(`${start}line`).logs.get('b/c/a')).toBe('line\n');
  });
});
