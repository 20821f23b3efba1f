import {
  analyze,
  API_RESOURCES,
  keyOfResource,
  Analysis,
  ClusterSnapshot,
  ResourceGraph,
} from '@opsagent/engine';
import fc from 'fast-check';
import { DumpStore } from '../dump/DumpStore';
import { loadScenarios } from '../scenario/loadScenarios';
import {
  assemble,
  takeApart,
  OpenSnapshot,
  withoutField,
  withoutKinds,
} from './OpenSnapshot';

/** More of them find rarer faults: `OPSAGENT_PROPERTY_RUNS=1000`. */
const RUNS = Number(process.env.OPSAGENT_PROPERTY_RUNS ?? 60);

const store = DumpStore.open();
const dumps = loadScenarios().flatMap(({ name }) => {
  const snapshot = store.read(name);
  return snapshot ? [{ name, snapshot, opened: takeApart(snapshot) }] : [];
});
const anyDump = fc.constantFrom(...dumps).map(each =>
  Object.assign(each, {
    // Shown in a counterexample instead of the whole dump.
    [fc.toStringMethod]: () => each.name,
  }),
);

interface Claim {
  /** The workload at the top of the subject: which of its owners were read does not matter here. */
  about: string;
  detector: string;
  message: string;
}

/** Everything that an analysis says, folded findings included. */
function claimsOf({ findings }: Analysis, whole: ClusterSnapshot): Claim[] {
  const graph = new ResourceGraph(whole);
  return findings.flatMap(finding => {
    const { kind, namespace, name } = finding.subject;
    const object = whole.get(kind, namespace, name);
    const top = object ? graph.topOwner(object) : finding.subject;
    const about = `${top.kind}/${top.namespace ?? ''}/${top.name}`;
    return [finding, ...finding.symptoms].map(({ detector, message }) => ({
      about,
      detector,
      message,
    }));
  });
}

/**
 * Of two rules that say the same sentence of one subject, only one is kept; and one rule that says the same sentence speaks of the same thing, also where the object
 * was not read and only its name is known from elsewhere.
 */
function isClaimed({ about, detector, message }: Claim, claims: Claim[]) {
  return claims.some(each => {
    const agreements = [
      each.about === about,
      each.detector === detector,
      each.message === message,
    ];
    return agreements.filter(Boolean).length >= 2;
  });
}

const KINDS = API_RESOURCES.filter(({ optional }) => !optional).map(
  keyOfResource,
);

describe('analyze', () => {
  it('has stored dumps to judge', () => {
    expect(dumps.length).toBeGreaterThan(10);
  });

  it('claims nothing with kinds unread that it does not claim of the whole', () => {
    fc.assert(
      fc.property(
        anyDump,
        fc.subarray(KINDS, { minLength: 1 }),
        ({ snapshot, opened }, unread) => {
          const partly = analyze(assemble(withoutKinds(opened, unread)));
          const known = claimsOf(analyze(snapshot), snapshot);
          const invented = claimsOf(partly, snapshot).filter(
            each => !isClaimed(each, known),
          );
          expect(invented).toEqual([]);
        },
      ),
      { numRuns: RUNS },
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
      { numRuns: RUNS },
    );
  });

  it('survives objects that lack any of their fields', () => {
    fc.assert(
      fc.property(
        anyDump,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 40 }),
        ({ opened }, removals) => {
          const { coverage } = analyze(assemble(damaged(opened, removals)));
          expect(coverage.detectors.failed).toEqual([]);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

function damaged(
  opened: OpenSnapshot,
  removals: [number, number][],
): OpenSnapshot {
  const objects = [...opened.objects];
  for (const [which, field] of removals) {
    const index = which % objects.length;
    objects[index] = withoutField(objects[index], field);
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
