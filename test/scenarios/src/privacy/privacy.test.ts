import {
  drawnLookAlikes,
  drawnPositions,
  drawnTexts,
} from './corpus/drawn/drawnTexts';
import { heldOutLookAlikes, lookAlikes } from './corpus/lookAlikes';
import { heldOutTexts, plantedTexts } from './corpus/plantedTexts';
import {
  laterLookAlikes,
  laterTexts,
  unseenLookAlikes,
  unseenTexts,
} from './corpus/unseen/unseenTexts';
import { thirdLookAlikes, thirdTexts } from './corpus/unseen/thirdTexts';
import { measureLookAlikes, measurePlanted } from './measure';
import { redactionReport } from './redactionReport';

describe('the corpus of privacy', () => {
  it.each([
    ['Redaction', plantedTexts(), lookAlikes()],
    ['held out', heldOutTexts(), heldOutLookAlikes()],
    ['unseen', unseenTexts(), unseenLookAlikes()],
    ['unseen later', laterTexts(), laterLookAlikes()],
    ['unseen, third', thirdTexts(), thirdLookAlikes()],
    ['drawn', drawnTexts(), drawnLookAlikes()],
    ['drawn in place', drawnPositions(), []],
  ])('is masked as it should be: %s', (title, planted, harmless) => {
    const report = redactionReport(
      title,
      measurePlanted(planted),
      measureLookAlikes(harmless),
    );
    expect(report.misses).toEqual([]);
  });

  it('has three hundred secrets and as many look-alikes', () => {
    expect(plantedTexts().length).toBeGreaterThanOrEqual(300);
    expect(lookAlikes().length).toBeGreaterThanOrEqual(300);
  });

  it('is named where it passes', () => {
    const { text, misses } = redactionReport(
      'Redaction',
      [{ class: 'credential', planted: 300, passed: ['a key in a log'] }],
      [{ kind: 'a pod', texts: 300, masked: Array(7).fill('<opaque>') }],
    );
    expect(text).toContain('passed: a key in a log');
    expect(misses).toEqual([
      'Redaction: 1 of 300 secrets passed',
      'Redaction: 7 of 300 look-alikes were masked',
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
