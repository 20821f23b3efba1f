import { Life } from './Life';
import { born, missed, seen, woken } from './steps';

const MINUTE = 60_000;
const at = (minutes: number) =>
  new Date(Date.UTC(2026, 2, 1, 12) + minutes * MINUTE);

const ANA = { by: 'user:default/ana', reason: 'on it' };
const open = born(at(0), 'medium');
const said = { ...ANA, saidSeverity: 'medium' as const };
const acknowledged: Life = { ...open, ...said, state: 'acknowledged' };
const snoozed: Life = { ...open, ...said, state: 'snoozed', until: at(300) };
const accepted: Life = { ...snoozed, state: 'accepted', acceptance: 'x' };
const resolved: Life = {
  ...open,
  state: 'resolved',
  stateSince: at(10),
  resolvedAt: at(10),
};
const regressed: Life = {
  state: 'regressed',
  stateSince: at(20),
  severity: 'medium',
  firstSeenAt: at(20),
  lastSeenAt: at(20),
  regressedAt: at(20),
};

describe('born', () => {
  it('begins open', () => {
    expect(born(at(3), 'medium')).toEqual({
      state: 'open',
      stateSince: at(3),
      severity: 'medium',
      firstSeenAt: at(3),
      lastSeenAt: at(3),
    });
  });
});

describe('seen', () => {
  it.each<[string, Life, Life]>([
    ['open', open, { ...open, lastSeenAt: at(30) }],
    ['acknowledged', acknowledged, { ...acknowledged, lastSeenAt: at(30) }],
    ['snoozed', snoozed, { ...snoozed, lastSeenAt: at(30) }],
    ['accepted', accepted, { ...accepted, lastSeenAt: at(30) }],
    [
      'snoozed, to a moment that is over and was not noticed yet',
      { ...snoozed, until: at(29) },
      { ...snoozed, until: at(29), lastSeenAt: at(30) },
    ],
    ['regressed', regressed, { ...regressed, lastSeenAt: at(30) }],
    [
      'absent for a while',
      { ...regressed, absentSince: at(25) },
      { ...regressed, lastSeenAt: at(30) },
    ],
  ])('keeps the state of what is %s', (_, life, expected) => {
    expect(seen(life, at(30))).toEqual(expected);
  });

  const back = {
    severity: 'medium' as const,
    stateSince: at(30),
    firstSeenAt: at(30),
    lastSeenAt: at(30),
    regressedAt: at(30),
  };
  it.each<[string, Life, Life]>([
    ['resolved', resolved, { state: 'regressed', ...back }],
    [
      'resolved, and acknowledged in its life before',
      { ...resolved, ...ANA },
      { state: 'regressed', ...back },
    ],
    [
      'resolved during a snooze that has not ended',
      { ...resolved, ...ANA, until: at(31) },
      { state: 'snoozed', ...ANA, until: at(31), ...back },
    ],
    [
      'resolved during an acceptance that has not ended',
      { ...resolved, ...said, until: at(31), heldAs: 'accepted' },
      { state: 'accepted', ...said, until: at(31), ...back },
    ],
    [
      'resolved during a snooze that has ended',
      { ...resolved, ...ANA, until: at(30) },
      { state: 'regressed', ...back },
    ],
  ])('begins a new life of what was %s', (_, life, expected) => {
    expect(seen(life, at(30))).toEqual(expected);
  });

  it.each<[string, Life]>([
    ['acknowledged', acknowledged],
    ['snoozed', snoozed],
    ['accepted', accepted],
    [
      'resolved during an acceptance',
      { ...resolved, ...said, until: at(31), heldAs: 'accepted' },
    ],
  ])('opens what was %s once it is worse than what was said', (_, life) => {
    const { lastSeenAt, ...opened } = seen(life, at(30), 'high');
    expect(opened).toMatchObject({
      state: 'open',
      severity: 'high',
      stateSince: at(30),
      reason: 'severity rose from medium to high',
    });
    for (const key of ['by', 'until', 'saidSeverity', 'heldAs', 'acceptance'])
      expect(opened).not.toHaveProperty(key);
  });

  it('leaves put aside what is as bad as it was when that was said, though it was less meanwhile', () => {
    const better = seen(accepted, at(30), 'low');
    expect(seen(better, at(40), 'medium')).toEqual({
      ...accepted,
      lastSeenAt: at(40),
    });
  });

  it('has nothing to open of what nobody has put aside', () => {
    expect(seen(regressed, at(30), 'critical')).toEqual({
      ...regressed,
      severity: 'critical',
      lastSeenAt: at(30),
    });
  });
});

describe('missed', () => {
  it.each<[string, Life]>([
    ['open', open],
    ['acknowledged', acknowledged],
    ['regressed more than a day ago', { ...open, regressedAt: at(-24 * 60) }],
    [
      'regressed, and away for half an hour',
      { ...regressed, absentSince: at(0), regressedAt: at(-1) },
    ],
  ])('resolves what was %s', (_, life) => {
    const after = missed(life, at(30));
    expect(after).toEqual({
      state: 'resolved',
      stateSince: at(30),
      severity: 'medium',
      resolvedAt: at(30),
      firstSeenAt: life.firstSeenAt,
      lastSeenAt: life.lastSeenAt,
      ...(life.regressedAt ? { regressedAt: life.regressedAt } : {}),
    });
  });

  it('remembers the snooze of what it resolves, with who said it and why', () => {
    const words = { ...ANA, until: at(300) };
    const after = missed(snoozed, at(30));
    expect(after).toMatchObject({ state: 'resolved', ...words });
    expect(seen(after, at(40))).toMatchObject({ state: 'snoozed', ...words });
    const regression = seen(after, at(400));
    expect(regression.state).toBe('regressed');
    for (const key of ['by', 'reason', 'until'])
      expect(regression).not.toHaveProperty(key);
  });

  it('remembers an acceptance alike', () => {
    const after = missed(accepted, at(30));
    expect(after).toMatchObject({ state: 'resolved', acceptance: 'x', ...ANA });
    const back = seen(after, at(40));
    expect(back).toMatchObject({ state: 'accepted', acceptance: 'x', ...ANA });
    expect(back).not.toHaveProperty('heldAs');
  });

  it('forgets a snooze that has ended', () => {
    const after = missed(snoozed, at(300));
    for (const key of ['by', 'reason', 'until'])
      expect(after).not.toHaveProperty(key);
  });

  it.each<[string, Life, Life]>([
    ['for the first time', regressed, { ...regressed, absentSince: at(30) }],
    [
      'for less than half an hour',
      { ...regressed, absentSince: at(1) },
      { ...regressed, absentSince: at(1) },
    ],
  ])('waits when what regressed today is away %s', (_, life, expected) => {
    expect(missed(life, at(30))).toEqual(expected);
  });

  it('leaves alone what is resolved', () => {
    expect(missed(resolved, at(30))).toBe(resolved);
  });

  it('comes after the word that somebody gave while the scan ran', () => {
    const spoken = { ...acknowledged, stateSince: at(31) };
    expect(missed(spoken, at(30))).toMatchObject({
      state: 'resolved',
      stateSince: at(31),
      resolvedAt: at(31),
    });
  });
});

describe('a problem that comes and goes with every scan', () => {
  it.each([5, 20, 60])(
    'regresses once in a day of scans every %d minutes',
    pace => {
      let life = born(at(0), 'medium');
      const states: string[] = [];
      for (let time = pace, there = false; time < 1440; time += pace) {
        life = there ? seen(life, at(time)) : missed(life, at(time));
        if (states.at(-1) !== life.state) states.push(life.state);
        there = !there;
      }
      expect(states).toEqual(['resolved', 'regressed']);
    },
  );

  it('is resolved once it stays away', () => {
    let life = seen(missed(born(at(0), 'medium'), at(5)), at(10));
    for (const time of [15, 20, 25, 30, 35, 40]) {
      life = missed(life, at(time));
      expect(life.state).toBe('regressed');
    }
    expect(missed(life, at(45)).state).toBe('resolved');
  });
});

describe('woken', () => {
  it('is open, and nobody has said anything of it', () => {
    expect(woken(snoozed, at(300))).toEqual({
      ...open,
      stateSince: at(300),
    });
  });

  it('is back again, when it came back after it had been resolved', () => {
    const put = { ...regressed, ...said, state: 'accepted' as const };
    expect(woken({ ...put, until: at(300) }, at(300))).toEqual({
      ...regressed,
      stateSince: at(300),
    });
  });
});
