import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { memo } from './memo';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

describe('memo', () => {
  it('asks once for each text', () => {
    const answer = jest.fn((text: string) => text.length);
    const lengthOf = memo(answer);
    expect([lengthOf('ab'), lengthOf('abc'), lengthOf('ab')]).toEqual([
      2, 3, 2,
    ]);
    expect(answer).toHaveBeenCalledTimes(2);
  });

  it('holds no more than a small number of short texts, and never those they are from', () => {
    const before = usedBytes();
    const remembered = memo(text => text);
    for (let index = 0; index < 400; index++) {
      const log = `${index} remembered for long `.repeat(10_000);
      remembered(log.slice(0, 24));
      remembered(log);
    }
    expect(usedBytes() - before).toBeLessThan(10_000_000);
    const answer = jest.fn((text: string) => text.length);
    const bounded = memo(answer);
    for (let index = 0; index <= 10_000; index++) bounded(`text ${index}`);
    bounded('text 0');
    expect(answer).toHaveBeenCalledTimes(10_002);
  });
});

function usedBytes() {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
