import fc from 'fast-check';
import { openMask } from '../testing/openPrivacy';
import { StreamUnmasker } from './StreamUnmasker';

describe('StreamUnmasker', () => {
  it('gives back the same names wherever a text is parted', () => {
    const words = fc.array(
      fc.constantFrom('<email-1>', '<', '>', ' a<b ', 'x'.repeat(70)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(words, fc.array(fc.nat(40)), (parts, cuts) => {
        const text = parts.join('');
        const unmasker = new StreamUnmasker(openMask);
        let shown = '';
        let from = 0;
        for (const length of cuts) {
          shown += unmasker.add(text.slice(from, from + length));
          from += length;
        }
        shown += unmasker.add(text.slice(from)) + unmasker.end();
        expect(shown).toBe(openMask.unmask(text));
      }),
    );
  });

  it('holds back no more than may become a name', () => {
    const unmasker = new StreamUnmasker(openMask);
    expect(unmasker.add('ask <ema')).toBe('ask ');
    expect(unmasker.add('il-1> now')).toBe('ana@example.org now');
  });
});
