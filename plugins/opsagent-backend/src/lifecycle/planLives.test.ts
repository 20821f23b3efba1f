import { Life } from './Life';
import { LifePlan, planLives } from './planLives';
import { born } from './steps';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 12, minutes));
const open = born(at(0), 'medium');
const resolved: Life = { ...open, state: 'resolved', resolvedAt: at(1) };

function plan(
  known: Record<string, Life>,
  seen: string[],
  isGone: (id: string) => boolean = () => true,
) {
  return planLives({
    known: Object.entries(known).map(([id, life]) => ({ id, life })),
    seen: seen.map(id => ({ id, severity: 'medium' as const })),
    isGone: each => isGone(each.id),
    at: at(10),
  });
}

const told = ({ steps }: LifePlan) =>
  steps.map(({ id, before, after }) =>
    [id, before?.state ?? 'nothing', after.state].join(' '),
  );

describe('planLives', () => {
  it.each<[string, LifePlan, string[], Omit<LifePlan, 'steps'>]>([
    [
      'opens what is new',
      plan({}, ['a']),
      ['a nothing open'],
      { opened: 1, seen: 1, resolved: 0 },
    ],
    [
      'keeps what is there',
      plan({ a: open }, ['a']),
      ['a open open'],
      { opened: 0, seen: 1, resolved: 0 },
    ],
    [
      'resolves what is gone',
      plan({ a: open }, []),
      ['a open resolved'],
      { opened: 0, seen: 0, resolved: 1 },
    ],
    [
      'leaves what could not be looked at',
      plan({ a: open, b: open }, [], id => id === 'b'),
      ['b open resolved'],
      { opened: 0, seen: 0, resolved: 1 },
    ],
    [
      'counts what is back as opened',
      plan({ a: resolved }, ['a']),
      ['a resolved regressed'],
      { opened: 1, seen: 1, resolved: 0 },
    ],
    [
      'says nothing of what stays resolved',
      plan({ a: resolved }, []),
      [],
      { opened: 0, seen: 0, resolved: 0 },
    ],
    [
      'waits for what regressed today',
      plan({ a: { ...open, state: 'regressed', regressedAt: at(0) } }, []),
      ['a regressed regressed'],
      { opened: 0, seen: 0, resolved: 0 },
    ],
    [
      'takes once what is named twice',
      plan({}, ['a', 'a']),
      ['a nothing open'],
      { opened: 1, seen: 1, resolved: 0 },
    ],
  ])('%s', (_, outcome, steps, counts) => {
    expect(told(outcome)).toEqual(steps);
    expect(outcome).toMatchObject(counts);
  });
});
