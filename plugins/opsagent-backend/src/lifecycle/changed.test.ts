import { FindingChange } from '@opsagent/backstage-plugin-opsagent-common';
import { Life } from './Life';
import { changed } from './changed';
import { born } from './steps';

const NOW = new Date('2026-03-01T12:00:00Z');
const EARLIER = new Date('2026-03-01T11:00:00Z');
const ANA = { by: 'user:default/ana', at: NOW };

const open = born(EARLIER, 'medium');
const regressed: Life = { ...open, state: 'regressed', regressedAt: EARLIER };
const acknowledged: Life = {
  ...open,
  state: 'acknowledged',
  by: 'user:default/ana',
  reason: 'on it',
};
const snoozed: Life = {
  ...open,
  state: 'snoozed',
  by: 'user:default/ben',
  until: new Date('2026-03-02T12:00:00Z'),
};
const resolved: Life = { ...open, state: 'resolved', resolvedAt: EARLIER };

describe('changed', () => {
  it.each<[string, Life, FindingChange, Partial<Life>]>([
    [
      'an acknowledgement',
      open,
      { state: 'acknowledged', reason: 'on it' },
      { state: 'acknowledged', reason: 'on it' },
    ],
    [
      'the acknowledgement of a regression',
      regressed,
      { state: 'acknowledged' },
      { state: 'acknowledged', regressedAt: EARLIER },
    ],
    [
      'a snooze',
      open,
      { state: 'snoozed', until: '2026-03-01T14:00:00+01:00' },
      { state: 'snoozed', until: new Date('2026-03-01T13:00:00Z') },
    ],
    [
      'a snooze instead of an acknowledgement',
      acknowledged,
      { state: 'snoozed', until: '2026-03-02T12:00:00Z' },
      { state: 'snoozed', until: new Date('2026-03-02T12:00:00Z') },
    ],
    [
      'an acknowledgement instead of a snooze',
      snoozed,
      { state: 'acknowledged' },
      { state: 'acknowledged' },
    ],
    [
      'the acknowledgement of somebody else',
      { ...acknowledged, by: 'user:default/ben' },
      { state: 'acknowledged', reason: 'on it' },
      { state: 'acknowledged', reason: 'on it' },
    ],
    [
      'a longer snooze',
      { ...snoozed, by: 'user:default/ana' },
      { state: 'snoozed', until: '2026-03-03T12:00:00Z' },
      { state: 'snoozed', until: new Date('2026-03-03T12:00:00Z') },
    ],
    [
      'the end of an acknowledgement',
      acknowledged,
      { state: 'open', reason: 'not mine' },
      { state: 'open', reason: 'not mine' },
    ],
    [
      'an acceptance',
      open,
      { state: 'accepted', until: '2027-03-01T12:00:00Z', reason: 'old' },
      {
        state: 'accepted',
        until: new Date('2027-03-01T12:00:00Z'),
        reason: 'old',
      },
    ],
    ['the end of a snooze', snoozed, { state: 'open' }, { state: 'open' }],
  ])('keeps %s, by whom and since when', (_, life, change, expected) => {
    const { until, reason, by, ...rest } = life;
    const isAside = change.state !== 'open';
    expect(changed(life, change, ANA)).toEqual({
      ...rest,
      stateSince: NOW,
      by: 'user:default/ana',
      ...(isAside ? { saidSeverity: 'medium' } : {}),
      ...expected,
    });
  });

  it.each<[string, Life, FindingChange]>([
    ['opens what is open', open, { state: 'open', reason: 'why not' }],
    ['opens what has regressed', regressed, { state: 'open' }],
    [
      'says again what one has said',
      acknowledged,
      { state: 'acknowledged', reason: 'on it' },
    ],
    [
      'snoozes again to the same moment',
      { ...snoozed, by: 'user:default/ana' },
      { state: 'snoozed', until: '2026-03-02T12:00:00Z' },
    ],
  ])('changes nothing when somebody %s', (_, life, change) => {
    expect(changed(life, change, ANA)).toBe(life);
  });

  it.each<FindingChange>([
    { state: 'acknowledged' },
    { state: 'snoozed', until: '2026-03-02T12:00:00Z' },
    { state: 'open' },
  ])('refuses to make $state what is resolved', change => {
    expect(() => changed(resolved, change, ANA)).toThrow(
      expect.objectContaining({
        name: 'ConflictError',
        message: expect.stringMatching(/^state: it is resolved/),
      }),
    );
  });

  it.each([
    ['is over', '2026-03-01T12:00:00Z', /^until: .* is over/],
    ['is too far away', '2026-05-30T12:00:01Z', /^until: .* 90 days/],
  ])('refuses a snooze whose end %s', (_, until, message) => {
    expect(() => changed(open, { state: 'snoozed', until }, ANA)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(message),
      }),
    );
  });

  it('refuses an acceptance for more than a year', () => {
    const until = '2027-03-01T12:00:01Z';
    const change = { state: 'accepted', until, reason: 'old' } as const;
    expect(() => changed(open, change, ANA)).toThrow(/^until: .* 365 days/);
  });

  it('refuses what rests on a state that is over, and says what it is now', () => {
    const change = (stateSince: Date) => ({
      state: 'open' as const,
      expected: { stateSince: stateSince.toISOString() },
    });
    expect(changed(snoozed, change(EARLIER), ANA).state).toBe('open');
    expect(() => changed(snoozed, change(NOW), ANA)).toThrow(
      expect.objectContaining({
        name: 'ConflictError',
        message:
          'expected.stateSince: it has changed meanwhile and is snoozed since 2026-03-01T11:00:00.000Z by user:default/ben; read it again',
      }),
    );
  });

  it('takes the longest snooze', () => {
    const until = '2026-05-30T12:00:00Z';
    expect(changed(open, { state: 'snoozed', until }, ANA).until).toEqual(
      new Date(until),
    );
  });
});
