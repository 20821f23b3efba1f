import { LONGEST_ACCEPTANCE } from '@opsagent/backstage-plugin-opsagent-common';
import { acceptanceEnd, TERMS } from './acceptance';

const NOW = new Date('2026-03-02T10:00:00Z');
const DAY = 24 * 3_600_000;

describe('acceptanceEnd', () => {
  it('is so many days away', () => {
    const days = TERMS.map(
      term => (Date.parse(acceptanceEnd(term, NOW)) - NOW.getTime()) / DAY,
    );
    expect(days.map(Math.round)).toEqual([30, 90, 180, 364]);
    expect(Math.max(...days)).toBeLessThan(LONGEST_ACCEPTANCE);
  });
});
