import { NoticeKind } from '@opsagent/backstage-plugin-opsagent-common';
import { Life } from '../lifecycle/Life';
import { Told, decideNotice } from './decideNotice';

const at = (minutes: number) =>
  new Date(Date.UTC(2026, 2, 1, 12) + minutes * 60_000);
const ANA = 'user:default/ana';

const life = (fields: Partial<Life> = {}): Life => ({
  state: 'open',
  stateSince: at(0),
  severity: 'high',
  firstSeenAt: at(0),
  lastSeenAt: at(0),
  ...fields,
});
const told = (fields: Partial<Told> = {}): Told => ({
  kind: 'opened',
  thread: 'i',
  lifeSince: at(0),
  stateSince: at(0),
  severityRank: 1,
  ...fields,
});
const resolved = (fields: Partial<Life> = {}) =>
  life({ state: 'resolved', stateSince: at(9), resolvedAt: at(9), ...fields });
const regressed = life({
  state: 'regressed',
  stateSince: at(20),
  firstSeenAt: at(20),
});

describe('decideNotice', () => {
  it.each<[string, Life, number, Told | undefined, NoticeKind]>([
    ['what is new', life(), 1, undefined, 'opened'],
    ['what is back', regressed, 1, told({ kind: 'resolved' }), 'regressed'],
    ['what is back, to a new owner', regressed, 1, undefined, 'regressed'],
    ['what is worse', life(), 0, told(), 'worsened'],
    [
      'one of many that is worse',
      life(),
      0,
      told({ kind: 'summary' }),
      'worsened',
    ],
    ['the end of a snooze', life({ stateSince: at(5) }), 1, told(), 'reopened'],
    [
      'the end of a snooze that outlived a return',
      life({ firstSeenAt: at(20), stateSince: at(30) }),
      1,
      told({ kind: 'resolved' }),
      'reopened',
    ],
    [
      'what became worse than what was acknowledged',
      life({
        stateSince: at(5),
        reason: 'severity rose from high to critical',
      }),
      0,
      told(),
      'worsened',
    ],
    [
      'what somebody opened again and then became worse',
      life({ stateSince: at(5), by: ANA }),
      0,
      told(),
      'worsened',
    ],
    ['the end', resolved(), 1, told(), 'resolved'],
    [
      'the end of what had become worse',
      resolved(),
      1,
      told({ kind: 'worsened' }),
      'resolved',
    ],
  ])('tells %s', (_, now, severityRank, before, expected) => {
    expect(decideNotice({ life: now, severityRank }, before)).toBe(expected);
  });

  it.each<[string, Life, number, Told | undefined]>([
    ['what has not changed', life({ lastSeenAt: at(60) }), 1, told()],
    ['what is away for a moment', life({ absentSince: at(5) }), 1, told()],
    [
      'what is back, twice',
      regressed,
      1,
      told({ lifeSince: at(20), stateSince: at(20) }),
    ],
    ['what became milder', life(), 3, told()],
    ['what is as grave again as it was', life(), 1, told({ severityRank: 1 })],
    [
      'what is acknowledged',
      life({ state: 'acknowledged', stateSince: at(5), by: ANA }),
      0,
      told(),
    ],
    [
      'what is acknowledged, to a new owner',
      life({ state: 'acknowledged', by: ANA }),
      0,
      undefined,
    ],
    [
      'what is snoozed',
      life({ state: 'snoozed', until: at(90), by: ANA }),
      0,
      undefined,
    ],
    [
      'what is snoozed and came back',
      life({ state: 'snoozed', until: at(90), firstSeenAt: at(20) }),
      0,
      told(),
    ],
    [
      'what somebody opened again',
      life({ stateSince: at(5), by: ANA }),
      1,
      told(),
    ],
    ['the end of what they were never told', resolved(), 1, undefined],
    [
      'the end of what was snoozed',
      resolved({ until: at(90), by: ANA }),
      1,
      told(),
    ],
    [
      'the end, twice',
      resolved(),
      1,
      told({ kind: 'resolved', stateSince: at(9) }),
    ],
    ['the end of one of many', resolved(), 1, told({ kind: 'summary' })],
    [
      'the end of a life of which they were not told',
      resolved({ firstSeenAt: at(5) }),
      1,
      told(),
    ],
  ])('is quiet about %s', (_, now, severityRank, before) => {
    expect(decideNotice({ life: now, severityRank }, before)).toBeUndefined();
  });

  it('tells of what goes on as another incident whom it told of the problem, once', () => {
    const moved = { life: resolved(), severityRank: 1, movedTo: 'other' };
    expect(decideNotice(moved, told())).toBe('merged');
    expect(decideNotice(moved, undefined)).toBeUndefined();
    for (const kind of ['merged', 'resolved', 'summary'] as const)
      expect(decideNotice(moved, told({ kind }))).toBeUndefined();
  });
});
