import { samples } from '../__testUtils__/samples';
import { byAttention, consequencesOf, looseProblems } from './attention';

describe('attention', () => {
  it('goes to what nobody has dealt with', () => {
    const { unseen, acknowledged, snoozed } = byAttention([
      { state: 'snoozed' },
      { state: 'regressed' },
      { state: 'acknowledged' },
      { state: 'open' },
    ] as const);
    expect(unseen).toEqual([{ state: 'regressed' }, { state: 'open' }]);
    expect(acknowledged).toHaveLength(1);
    expect(snoozed).toHaveLength(1);
  });
});

describe('looseProblems', () => {
  it('are those that no incident joins', () => {
    expect(looseProblems(samples.incidents())).toEqual([]);
    expect(looseProblems(samples.problems())).toHaveLength(3);
  });
});

describe('consequencesOf', () => {
  it('are the members that do not prove the cause', () => {
    const { incidents, findings } = samples.incidents();
    const { shown, elsewhere } = consequencesOf(incidents[0], findings);
    expect(shown).toHaveLength(5);
    expect(shown.map(each => each.id)).not.toContain(
      incidents[0].causes[0].findings[0],
    );
    expect(elsewhere).toBe(0);
  });

  it('counts those that the reader does not see here', () => {
    const { incidents, findings } = samples.affected();
    expect(consequencesOf(incidents[0], findings)).toMatchObject({
      shown: { length: 4 },
      elsewhere: 1,
    });
  });
});
