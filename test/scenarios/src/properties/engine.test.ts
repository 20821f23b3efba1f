import {
  analyze,
  API_RESOURCES,
  KubernetesObject,
  keyOfResource,
} from '@opsagent/engine';
import fc from 'fast-check';
import { DumpStore } from '../dump/DumpStore';
import { loadScenarios } from '../scenario/loadScenarios';
import { addOns } from './addOns';
import { claimsOf, inventedClaims } from './claims';
import {
  assemble,
  takeApart,
  OpenSnapshot,
  withField,
  withoutField,
  withoutKinds,
} from './OpenSnapshot';
import { placeholdersIn } from './placeholdersIn';
import { PROPERTY_RUNS } from './propertyRuns';

const store = DumpStore.open();
const dumps = loadScenarios().flatMap(({ name }) => {
  const snapshot = store.read(name);
  return snapshot ? [{ name, snapshot, opened: takeApart(snapshot) }] : [];
});
const optional = [addOns()].map(opened => ({
  name: 'add-ons',
  snapshot: assemble(opened),
  opened,
}));

const anyOf = (those: typeof dumps) =>
  fc.constantFrom(...those).map(each =>
    Object.assign(each, {
      // Shown in a counterexample instead of the whole dump.
      [fc.toStringMethod]: () => each.name,
    }),
  );

const KINDS = API_RESOURCES.map(keyOfResource);

/** What stands in a field by a slip of the pen, or in a custom resource. */
const anyValue = fc.constantFrom<unknown[]>(
  null,
  true,
  0,
  -7.5,
  '',
  'x',
  '12',
  [],
  [null],
  ['x'],
  [7],
  [{}],
  [[{}]],
  {},
  { name: 'x' },
  { x: [] },
);

it('has stored dumps to judge', () => {
  expect(dumps.length).toBeGreaterThan(10);
});

describe.each([
  ['scenarios', anyOf(dumps)],
  ['add-ons', anyOf(optional)],
])('analyze of %s', (_, anyDump) => {
  it('claims nothing with kinds unread that the whole does not bear out', () => {
    fc.assert(
      fc.property(
        anyDump,
        fc.subarray(KINDS, { minLength: 1 }),
        ({ snapshot, opened }, unread) => {
          const part = assemble(withoutKinds(opened, unread));
          const partly = analyze(part);
          expect(partly.coverage.detectors.failed).toEqual([]);
          const known = claimsOf(analyze(snapshot), snapshot);
          const claims = claimsOf(partly, snapshot);
          expect(inventedClaims(claims, known, part)).toEqual([]);
        },
      ),
      PROPERTY_RUNS,
    );
  });

  it('says the same whatever the order of the objects', () => {
    fc.assert(
      fc.property(anyDump, fc.integer(), ({ snapshot, opened }, seed) => {
        const shuffled = assemble({
          ...opened,
          objects: shuffle(opened.objects, seed),
        });
        expect(analyze(shuffled)).toEqual({
          ...analyze(snapshot),
          cluster: 'scenario',
        });
      }),
      PROPERTY_RUNS,
    );
  });

  it('survives objects that lack any of their fields', () => {
    fc.assert(
      fc.property(
        anyDump,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 40 }),
        ({ opened }, removals) => {
          const changed = withChanges(opened, removals, withoutField);
          const analysis = analyze(assemble(changed));
          expect(analysis.coverage.detectors.failed).toEqual([]);
          expect(placeholdersIn(analysis, opened)).toEqual([]);
        },
      ),
      PROPERTY_RUNS,
    );
  });

  it('survives values of any other type', () => {
    fc.assert(
      fc.property(
        anyDump,
        fc.array(fc.tuple(fc.nat(), fc.tuple(fc.nat(), anyValue)), {
          minLength: 1,
          maxLength: 40,
        }),
        ({ opened }, replacements) => {
          const changed = withChanges(
            opened,
            replacements,
            (object, [field, value]) => withField(object, field, value),
          );
          const analysis = analyze(assemble(changed));
          expect(analysis.coverage.detectors.failed).toEqual([]);
          expect(placeholdersIn(analysis, opened)).toEqual([]);
        },
      ),
      PROPERTY_RUNS,
    );
  });
});

/** With some of its objects changed: the number chooses which. */
function withChanges<Change>(
  opened: OpenSnapshot,
  changes: readonly [number, Change][],
  apply: (object: KubernetesObject, change: Change) => KubernetesObject,
): OpenSnapshot {
  const objects = [...opened.objects];
  for (const [which, change] of changes) {
    const index = which % objects.length;
    objects[index] = apply(objects[index], change);
  }
  return { ...opened, objects };
}

/** The same order for the same seed. */
function shuffle<T>(values: readonly T[], seed: number): T[] {
  let state = seed;
  return values
    .map(value => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return { value, rank: state };
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}
