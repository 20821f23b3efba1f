import fc from 'fast-check';
import { createPrivacy } from '../privacy/createPrivacy';
import { cutText } from './cutText';

describe('cutText', () => {
  it.each([
    ['short enough', 'mail ana', 8, 'mail ana'],
    ['cut within a word', 'mail ana@shop.example.de now', 12, 'mail '],
    ['cut behind a word', 'mail ana now', 8, 'mail ana'],
    ['one long word', 'x'.repeat(500), 300, 'x'.repeat(300)],
    ['one word that is longer than all', 'abcdef', 3, 'abc'],
  ])('keeps what is %s', (_, text, longest, kept) => {
    expect(cutText(text, longest)).toBe(kept);
  });

  it('leaves nothing of an address that could no longer be told to be one', () => {
    const mask = createPrivacy({ key: 'test' }).maskFor({});
    const address = 'ana.meier@mail.shop-berlin.de';
    const text = `the order of ${address} was not found`;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: text.length }), longest => {
        const told = mask.mask(cutText(text, longest));
        expect(told).not.toMatch(/ana|meier|berlin/);
      }),
    );
  });
});
