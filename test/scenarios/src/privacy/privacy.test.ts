import { lookAlikes } from './corpus/lookAlikes';
import { plantedTexts } from './corpus/plantedTexts';
import { measureLookAlikes, measurePlanted } from './measure';
import { redactionReport } from './redactionReport';

describe('the corpus of privacy', () => {
  const classes = measurePlanted(plantedTexts());
  const kinds = measureLookAlikes(lookAlikes());

  it('is masked as it should be', () => {
    expect(redactionReport(classes, kinds).misses).toEqual([]);
  });

  it('is named where it passes', () => {
    const { text, misses } = redactionReport(
      [{ class: 'credential', planted: 300, passed: ['a key in a log'] }],
      [{ kind: 'a pod', texts: 300, masked: Array(7).fill('<opaque>') }],
    );
    expect(text).toContain('passed: a key in a log');
    expect(misses).toEqual([
      '1 secrets passed',
      '7 of 300 look-alikes were masked',
    ]);
  });

  it('counts a secret of which eight signs in a row are left', () => {
    const [row] = measurePlanted([
      {
        class: 'credential',
        title: 'half',
        secret: 'abcdefgh',
        within: 'xabcdefghx',
      },
    ]);
    expect(row.passed).toEqual(['half']);
  });
});
