import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';

const schema = z.tuple([z.int(), z.int(), z.string()]);

describe('cursor', () => {
  it('comes back as it was', () => {
    expect(decodeCursor(encodeCursor([1, 2, 'abc']), schema)).toEqual([
      1,
      2,
      'abc',
    ]);
  });

  it.each([
    'abc',
    Buffer.from('[1,2]').toString('base64url'),
    Buffer.from(`["' or 1=1",2,"a"]`).toString('base64url'),
  ])('refuses %s and names the field', text => {
    expect(() => decodeCursor(text, schema)).toThrow(/^cursor: /);
  });
});
