import { dayName, totalOf, weekName } from './trend';

describe('the trend', () => {
  it('names days and weeks in the reader’s language, whatever the zone', () => {
    expect(dayName('2026-03-01', 'en')).toBe('Mar 1');
    expect(dayName('2026-03-01', 'zh')).toBe('3月1日');
    const week = { from: '2026-02-23', to: '2026-03-01' };
    expect(weekName(week, 'en')).toMatch(/^Feb 23\s–\sMar 1$/);
  });

  it('sums over severities', () => {
    expect(totalOf({ critical: 1, high: 2, medium: 0, low: 0, info: 4 })).toBe(
      7,
    );
  });
});
