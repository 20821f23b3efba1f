import { bulkChoicesOf, changeOf, choicesOf } from './lifecycleChoice';

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

  it('offers to accept what may be accepted, and to end that for the whole namespace', () => {
    expect(choicesOf('open')).not.toContain('accepted');
    expect(choicesOf('open', { acceptable: true })).toContain('accepted');
    expect(choicesOf('accepted', { acceptable: true })).not.toContain('revoke');
    const ofNamespace = choicesOf('accepted', {
      acceptable: true,
      ofNamespace: true,
    });
    expect(ofNamespace.slice(0, 2)).toEqual(['open', 'revoke']);
  });

  it('has none for what is resolved', () => {
    expect(choicesOf('resolved')).toEqual([]);
  });
});

describe('bulkChoicesOf', () => {
  it('offers to reopen when that changes any of them', () => {
    const lives = [{ state: 'open' as const }, { state: 'regressed' as const }];
    expect(bulkChoicesOf(lives)).not.toContain('open');
    expect(bulkChoicesOf([...lives, { state: 'snoozed' }])).toContain('open');
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
    [{ choice: 'accepted', reason: ' ' }, { problem: 'unsaid' }],
    [
      { choice: 'accepted', reason: 'A sandbox', scope: 'namespace' },
      {
        state: 'accepted',
        until: '2026-04-01T10:00:00.000Z',
        scope: 'namespace',
        reason: 'A sandbox',
      },
    ],
  ] as const)('makes of %j %j', (chosen, change) => {
    expect(
      changeOf({
        typed: '',
        reason: '',
        term: 'month',
        scope: 'object',
        now,
        ...chosen,
      }),
    ).toEqual(change);
  });
});
