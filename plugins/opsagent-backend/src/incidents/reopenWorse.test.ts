import { SEVERITIES } from '@opsagent/engine';
import { Life } from '../lifecycle/Life';
import { born } from '../lifecycle/steps';
import { reopenWorse } from './reopenWorse';

const NOW = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-03-01T13:00:00Z');
const WORDS = { by: 'user:default/ana', reason: 'on it' };
const step = (fields: Partial<Life>) => {
  const life: Life = { ...born(NOW), ...fields };
  return { id: 'i', before: life, after: life };
};
const acknowledged = step({ ...WORDS, state: 'acknowledged' });
const snoozed = step({ ...WORDS, state: 'snoozed', until: LATER });

describe('reopenWorse', () => {
  it.each([acknowledged, snoozed])('opens what has become worse: %#', each => {
    const severity = { before: 'low', after: 'critical' } as const;
    expect(reopenWorse(each, severity, LATER)).toEqual({
      ...each,
      after: {
        ...born(NOW),
        reason: 'severity rose from low to critical',
        stateSince: LATER,
      },
    });
  });

  it.each(SEVERITIES)(
    'leaves alone what is as bad as before or less: %s',
    to => {
      const severity = { before: 'critical', after: to } as const;
      expect(reopenWorse(acknowledged, severity, LATER)).toBe(acknowledged);
    },
  );

  it.each<Life['state']>(['open', 'regressed', 'resolved'])(
    'leaves alone what is %s',
    state => {
      const each = step({ state });
      const severity = { before: 'low', after: 'critical' } as const;
      expect(reopenWorse(each, severity, LATER)).toBe(each);
    },
  );
});
