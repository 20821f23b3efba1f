import { covers } from './covers';
import { patternsCovering } from './patternsCovering';

describe('patternsCovering', () => {
  it.each([
    ['pod.crash-loop', ['pod.crash-loop', 'pod.*']],
    ['a.b.c', ['a.b.c', 'a.*', 'a.b.*']],
    ['plain', ['plain']],
    ['.hidden', ['.hidden']],
  ])('%s', (id, expected) => {
    expect(patternsCovering(id)).toEqual(expected);
    expect(expected.every(pattern => covers(pattern, id))).toBe(true);
  });
});
