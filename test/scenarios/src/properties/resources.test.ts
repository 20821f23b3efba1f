import {
  API_RESOURCES,
  PodSummary,
  keyOfResource,
  resourcesOf,
} from '@opsagent/engine';
import fc from 'fast-check';
import { DumpStore } from '../dump/DumpStore';
import { loadScenarios } from '../scenario/loadScenarios';
import { assemble, takeApart, withField, withoutKinds } from './OpenSnapshot';
import { PROPERTY_RUNS } from './propertyRuns';

const store = DumpStore.open();
const dumps = loadScenarios().flatMap(({ name }) => {
  const snapshot = store.read(name);
  return snapshot ? [{ name, snapshot }] : [];
});

const KINDS = API_RESOURCES.filter(({ optional }) => !optional).map(
  keyOfResource,
);

const sum = (
  summaries: readonly { pods?: PodSummary }[],
  of: (pods: PodSummary) => number,
) => summaries.reduce((total, { pods }) => total + (pods ? of(pods) : 0), 0);

describe('resourcesOf', () => {
  it.each(dumps)('adds up to the cluster in $name', ({ snapshot }) => {
    const { cluster, namespaces, nodes } = resourcesOf(snapshot);
    expect(cluster.pods?.total).toBe(snapshot.all('Pod').length);
    expect(cluster.nodes?.total).toBe(nodes.length);
    for (const of of [
      (pods: PodSummary) => pods.total,
      (pods: PodSummary) => pods.notReady,
      (pods: PodSummary) => pods.requests.cpu,
      (pods: PodSummary) => pods.limits.memory,
    ])
      expect(sum(namespaces, of)).toBeCloseTo(sum([cluster], of), 6);
    expect(sum(nodes, pods => pods.total)).toBe(
      snapshot.all('Pod').filter(each => each.spec?.nodeName).length,
    );
  });

  it('never takes what was not read for nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...dumps),
        fc.subarray(KINDS, { minLength: 1 }),
        ({ snapshot }, forbidden) => {
          const { cluster, namespaces } = resourcesOf(
            assemble(withoutKinds(takeApart(snapshot), forbidden)),
          );
          const isRead = (kind: string) => !forbidden.includes(kind);
          expect(cluster.pods !== undefined).toBe(isRead('Pod'));
          expect(cluster.nodes !== undefined).toBe(isRead('Node'));
          expect(cluster.services !== undefined).toBe(isRead('Service'));
          for (const { pods, claims } of namespaces) {
            expect(pods !== undefined).toBe(isRead('Pod'));
            expect(claims !== undefined).toBe(isRead('PersistentVolumeClaim'));
          }
        },
      ),
      PROPERTY_RUNS,
    );
  });

  it('survives values of any other type', () => {
    const anyValue = fc.constantFrom<unknown[]>(null, true, -7.5, 'x', [null], {
      name: 'x',
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...dumps),
        fc.array(fc.tuple(fc.nat(), fc.nat(), anyValue), {
          minLength: 1,
          maxLength: 40,
        }),
        ({ snapshot }, changes) => {
          const opened = takeApart(snapshot);
          const objects = [...opened.objects];
          for (const [choice, field, value] of changes) {
            const index = choice % objects.length;
            objects[index] = withField(objects[index], field, value);
          }
          const overview = resourcesOf(assemble({ ...opened, objects }));
          expect(JSON.stringify(overview)).not.toContain('null');
        },
      ),
      PROPERTY_RUNS,
    );
  });
});
