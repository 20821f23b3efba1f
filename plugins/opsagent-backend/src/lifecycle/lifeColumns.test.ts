import { born, resolved } from './steps';
import { columnsOf, lifeOf, toldLife } from './lifeColumns';

const NOW = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-03-01T13:00:00Z');

describe('a row that an older release has written', () => {
  it.each([
    ['what is there stands since it was first seen', born(NOW, 'medium'), NOW],
    [
      'what is resolved stands since it was resolved',
      resolved(born(NOW, 'medium'), LATER),
      LATER,
    ],
  ])('%s', (_, life, since) => {
    const row = { ...columnsOf(life), state_since: null };
    expect(lifeOf(row).stateSince).toEqual(since);
    expect(toldLife(row, { whole: true }).stateSince).toBe(since.toISOString());
  });
});
