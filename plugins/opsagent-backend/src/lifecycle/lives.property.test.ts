import {
  FindingChange,
  findingChangeSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { SEVERITIES, Severity } from '@opsagent/engine';
import fc from 'fast-check';
import { Life, isHeld, isPresent, isPutAside } from './Life';
import { changed } from './changed';
import { planLives } from './planLives';
import { born, isWorse, missed, seen, woken } from './steps';
import { isTransition, momentOf } from './transitions';

const START = Date.UTC(2026, 2, 1);
const MINUTE = 60_000;

interface Word {
  kind: 'word';
  state: FindingChange['state'];
  minutes: number;
}

interface Sight {
  kind: 'seen';
  severity: Severity;
}

type Happening = { kind: 'missed' | 'unread' } | Sight | Word;

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom<Happening>({ kind: 'missed' }, { kind: 'unread' }),
  fc.record({
    kind: fc.constant('seen' as const),
    severity: fc.constantFrom(...SEVERITIES),
  }),
  fc.record({
    kind: fc.constant('word' as const),
    state: fc.constantFrom<FindingChange['state']>(
      'acknowledged',
      'snoozed',
      'accepted',
      'open',
    ),
    minutes: fc.integer({ min: 1, max: 600 }),
  }),
);

/** What happened, each so many minutes after the one before. */
const history = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 90 }), happening }),
  { maxLength: 60 },
);

function next(life: Life, what: Happening, at: Date): Life {
  if (what.kind === 'seen') return seen(life, at, what.severity);
  if (what.kind === 'missed') return missed(life, at);
  if (what.kind !== 'word' || !isPresent(life)) return life;
  const until = new Date(at.getTime() + what.minutes * MINUTE).toISOString();
  const change = {
    state: what.state,
    reason: 'said',
    ...(isHeld(what.state) ? { until } : {}),
  };
  return changed(life, findingChangeSchema.parse(change), {
    by: 'user:default/ana',
    at,
  });
}

/** Every life of a history, with the ends of snoozes and of acceptances. */
function lived(steps: { after: number; happening: Happening }[]): Life[] {
  const lives = [born(new Date(START), 'medium')];
  let time = START;
  for (const { after, happening: what } of steps) {
    time += after * MINUTE;
    const at = new Date(time);
    const life = lives.at(-1)!;
    const isOver = isHeld(life.state) && life.until! <= at;
    if (isOver) lives.push(woken(life, at));
    lives.push(next(lives.at(-1)!, what, at));
  }
  return lives;
}

/** What speaks against a life, in words. */
function contradictions({ absentSince, by, ...life }: Life): string[] {
  const { firstSeenAt, lastSeenAt, resolvedAt, state } = life;
  const { heldAs, saidSeverity, until } = life;
  const isResolved = state === 'resolved';
  const rules: Record<string, boolean> = {
    'resolved at a moment': (resolvedAt !== undefined) === isResolved,
    'held until a moment': isResolved || isHeld(state) === Boolean(until),
    'held as something when resolved':
      Boolean(heldAs) === (isResolved && Boolean(until)),
    'put aside with a severity':
      isResolved || isPutAside({ state }) === Boolean(saidSeverity),
    'no worse than when it was put aside':
      !isPutAside({ state }) || !isWorse(life.severity, saidSeverity!),
    'acknowledged by somebody': state !== 'acknowledged' || by !== undefined,
    'regressed by nobody': state !== 'regressed' || by === undefined,
    'resolved with no words but of what holds':
      !isResolved || (by !== undefined) === (until !== undefined),
    'held by somebody': !isHeld(state) || by !== undefined,
    'resolved, so not absent': !(isResolved && absentSince),
    'seen first, then last': firstSeenAt <= lastSeenAt,
  };
  return Object.keys(rules).filter(rule => !rules[rule]);
}

describe('a life', () => {
  it('is told by its transitions, whatever happens', () => {
    fc.assert(
      fc.property(history, steps => {
        const lives = lived(steps);
        const transitions = lives.filter((after, index) =>
          isTransition({ id: 'a', before: lives[index - 1], after }),
        );
        const told = lives.map((_, index) =>
          transitions.findLast(each => lives.indexOf(each) <= index),
        );
        const facts = (each?: Life) => [
          each?.state,
          each?.stateSince,
          each?.severity,
        ];
        expect(told.map(facts)).toEqual(lives.map(facts));
        const times = lives
          .map((after, index) => ({ id: 'a', before: lives[index - 1], after }))
          .filter(isTransition)
          .map(each => momentOf(each).getTime());
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });

  it('never contradicts itself', () => {
    fc.assert(
      fc.property(history, steps => {
        expect(lived(steps).flatMap(contradictions)).toEqual([]);
      }),
    );
  });

  it('regresses only when it has stayed away for half an hour, or for the first time in a day', () => {
    fc.assert(
      fc.property(history, steps => {
        const lives = lived(steps);
        const returns = lives.flatMap(({ regressedAt }, index) =>
          regressedAt && regressedAt !== lives[index - 1].regressedAt
            ? [{ at: regressedAt, from: lives[index - 1] }]
            : [],
        );
        for (let index = 1; index < returns.length; index++) {
          const { at, from } = returns[index];
          const pause = at.getTime() - returns[index - 1].at.getTime();
          const away = at.getTime() - from.lastSeenAt.getTime();
          expect(pause >= 24 * 60 * MINUTE || away >= 30 * MINUTE).toBe(true);
        }
      }),
    );
  });
});

describe('planLives', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const scan = fc.record({
    after: fc.integer({ min: 1, max: 90 }),
    seen: fc.subarray(ids),
    concluded: fc.subarray(ids),
  });

  it('changes nothing but when it was last seen when the same scan comes twice', () => {
    fc.assert(
      fc.property(fc.array(scan, { minLength: 1, maxLength: 20 }), scans => {
        const lives = new Map<string, Life>();
        let time = START;
        const apply = (each: (typeof scans)[number]) => {
          const plan = planLives({
            known: [...lives].map(([id, life]) => ({ id, life })),
            seen: each.seen.map(id => ({ id, severity: 'medium' as const })),
            isGone: ({ id }) => each.concluded.includes(id),
            at: new Date(time),
          });
          for (const { id, after } of plan.steps) lives.set(id, after);
          return plan;
        };
        for (const each of scans) {
          time += each.after * MINUTE;
          apply(each);
          const once = new Map(lives);
          const again = apply(each);
          expect(again.steps.filter(isTransition)).toEqual([]);
          expect([again.opened, again.resolved]).toEqual([0, 0]);
          expect(lives).toEqual(once);
        }
      }),
    );
  });
});
