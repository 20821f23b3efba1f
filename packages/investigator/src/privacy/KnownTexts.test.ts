import fc from 'fast-check';
import { KnownTexts } from './KnownTexts';
import { LearnedText } from './Privacy';

/** As it is said: each text looked for in turn, the longest first. */
function maskedOneByOne(text: string, learned: readonly LearnedText[]) {
  return [...new Map(learned)]
    .sort(([a], [b]) => b.length - a.length)
    .reduce(
      (masked, [known, pseudonym]) =>
        masked
          .replaceAll(known, pseudonym)
          .replaceAll(JSON.stringify(known).slice(1, -1), pseudonym),
      text,
    );
}

describe('KnownTexts', () => {
  it('finds the same as looking for each text would', () => {
    const word = fc.stringMatching(/^[abc"\\ ]{5,9}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { maxLength: 6 }),
        fc.array(fc.oneof(word, fc.stringMatching(/^[abc"\\ ]{0,12}$/))),
        (hidden, words) => {
          const learned = hidden.map((text, index): LearnedText => [
            text,
            `<value-${index}>`,
          ]);
          const known = new KnownTexts();
          for (const each of learned) known.learn([each]);
          for (const text of [
            [...words, ...hidden].join(''),
            JSON.stringify([...hidden, ...words]),
          ])
            expect(known.mask(text)).toBe(maskedOneByOne(text, learned));
        },
      ),
    );
  });

  it('keeps the pseudonym of what is known already', () => {
    const known = new KnownTexts();
    known.learn([['blue heron', '<value-1>']]);
    known.learn([
      ['blue heron', '<value-2>'],
      ['red kite', '<value-3>'],
    ]);
    expect(known.mask('a blue heron, a red kite')).toBe(
      'a <value-1>, a <value-3>',
    );
    expect(known.unmask('<value-3>')).toBe('red kite');
    expect(known.size).toBe(2);
  });
});
