import { Score } from './score';
import { calibration, missedTargets, summarize, Summary } from './summarize';

const base: Score = {
  scenario: 'area/name',
  area: 'area',
  healthy: false,
  detectors: [],
  roots: [],
  unexpected: [],
  claims: [],
  failed: [],
};

const detector = (found: boolean) => ({ detector: 'd', subject: 's', found });
const root = (top1: boolean, top3: boolean) => ({
  expected: { cause: 'c', subject: 's' },
  top1,
  top3,
  said: [],
});
const problem = { detector: 'd', subject: 's', message: '' };

describe('summarize', () => {
  it('takes shares over detectors and roots, not over scenarios', () => {
    const summary = summarize('all', [
      {
        ...base,
        detectors: [true, true, true].map(detector),
        roots: [root(true, true)],
      },
      {
        ...base,
        detectors: [detector(false)],
        roots: [root(false, true), root(false, false), root(true, true)],
      },
    ]);
    expect(summary).toMatchObject({ recall: 0.75, top1: 0.5, top3: 0.75 });
  });

  it('counts false alarms by healthy snapshot, apart from what faults have besides', () => {
    const summary = summarize('all', [
      { ...base, healthy: true, unexpected: [problem] },
      { ...base, healthy: true },
      { ...base, unexpected: [problem, problem] },
    ]);
    expect(summary).toMatchObject({ falseAlarms: 0.5, unexpected: 2 });
  });
});

describe('missedTargets', () => {
  const good = { recall: 0.98, top1: 0.95, falseAlarms: 0.05 };
  const missed = (part: Partial<Summary>) =>
    missedTargets({ ...summarize('all', []), ...good, ...part });

  it('is content with exactly what is demanded', () => {
    expect(missed({})).toEqual([]);
  });

  it.each([
    [{ recall: 0.979 }, 'recall is 0.979, below 0.98'],
    [{ top1: 0.949 }, 'top-1 accuracy is 0.949, below 0.95'],
    [
      { falseAlarms: 0.051 },
      'false problems per healthy snapshot are 0.051, above 0.05',
    ],
    [{ recall: undefined }, 'recall is -, below 0.98'],
    [
      { falseAlarms: undefined },
      'false problems per healthy snapshot are -, above 0.05',
    ],
  ])('names %j', (part, sentence) => {
    expect(missed(part)).toEqual([sentence]);
  });

  it('misses everything without any scenario', () => {
    expect(missedTargets(summarize('all', []))).toHaveLength(3);
  });
});

describe('calibration', () => {
  it('puts each claim into one bucket, the lower bound included', () => {
    const claim = (confidence: number, right: boolean) => ({
      answer: { cause: 'c', subject: 's' },
      confidence,
      right,
    });
    const rows = calibration([
      { ...base, claims: [claim(0.6, true), claim(0.7, false)] },
      { ...base, claims: [claim(0.95, true), claim(0, false)] },
    ]);
    expect(rows.map(({ claims, right }) => [claims, right])).toEqual([
      [1, 0],
      [2, 1],
      [0, 0],
      [0, 0],
      [1, 1],
    ]);
    expect(rows[1].confidence).toBeCloseTo(0.65);
  });
});
