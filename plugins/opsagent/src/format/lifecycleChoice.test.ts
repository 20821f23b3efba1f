import { changeOf, choicesOf } from './lifecycleChoice';

const now = new Date('2026-03-02T10:00:00Z');

describe('choicesOf', () => {
  it.each([
    ['open', 'acknowledged', false],
    ['regressed', 'acknowledged', false],
    ['acknowledged', 'open', true],
    ['snoozed', 'open', true],
  ] as const)('begins for %s with %s', (state, first, reopens) => {
    const choices = choicesOf(state);
    expect(choices[0]).toBe(first);
    expect(choices.includes('open')).toBe(reopens);
  });

  it('has none for what is resolved', () => {
    expect(choicesOf('resolved')).toEqual([]);
  });
});

describe('changeOf', () => {
  it.each([
    [{ choice: 'acknowledged' }, { state: 'acknowledged' }],
    [
      { choice: 'open', reason: ' It is back ' },
      { state: 'open', reason: 'It is back' },
    ],
    [
      { choice: 'hour', reason: '   ' },
      { state: 'snoozed', until: '2026-03-02T11:00:00.000Z' },
    ],
    [
      { choice: 'custom', typed: '2026-03-03T09:00:00Z' },
      { state: 'snoozed', until: '2026-03-03T09:00:00.000Z' },
    ],
    [{ choice: 'custom' }, { problem: 'missing' }],
  ] as const)('makes of %j %j', (chosen, change) => {
    expect(changeOf({ typed: '', reason: '', now, ...chosen })).toEqual(change);
  });
});
