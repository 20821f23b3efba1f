import { object } from '../testing/builders';
import { snapshotOf } from '../testing/detectorRunner';
import { unknownIgnores } from './unknownIgnores';

const IDS = ['pod.crash-loop', 'service.no-ready-endpoints'];

const annotated = (...values: unknown[]) =>
  values.map((value, index) =>
    object('Deployment', `cart-${index}`, undefined, {
      metadata: { annotations: { 'opsagent/ignore': value } },
    }),
  );

const unknown = (...values: unknown[]) =>
  unknownIgnores(snapshotOf(annotated(...values)), IDS);

describe('unknownIgnores', () => {
  it.each([
    ['a slip of the pen', ['pod.crash-lop'], ['pod.crash-lop']],
    ['an area that there is not', ['pods.*'], ['pods.*']],
    ['everything', ['*'], ['*']],
    ['one of several', ['pod.*, service.a'], ['service.a']],
    ['the same twice, once', ['a.b', 'a.b,pod.*', 'a.a'], ['a.a', 'a.b']],
  ])('names %s', (_, values, expected) => {
    expect(unknown(...values)).toEqual(expected);
  });

  it.each([
    ['ids', ['pod.crash-loop,service.no-ready-endpoints']],
    ['areas', ['pod.*', ' service.* ,']],
    ['nothing', []],
    ['what is no text', [['pods.*'], { pods: 'all' }]],
  ])('is silent for %s', (_, values) => {
    expect(unknown(...values)).toEqual([]);
  });

  it('tells what a manifest says without quotes', () => {
    expect(unknown(true, 5)).toEqual(['5', 'true']);
  });

  it('bounds what it tells', () => {
    const many = Array.from({ length: 500 }, (_, index) => `a.${index}`);
    const [first, ...others] = unknown(many.join(','), 'x'.repeat(9_000));
    expect(first.length).toBeLessThan(1_000);
    expect(others).toHaveLength(19);
  });

  it('bounds what it reads', () => {
    const known = Array.from({ length: 20_000 }, () => 'pod.*').join(',');
    expect(unknown(`${known},a.b`)).toEqual([]);
    expect(unknown(`a.b,${known}`)).toEqual(['a.b']);
  });

  it('stops at what it tells, however much is written', () => {
    const ids = Array.from({ length: 400 }, (_, index) => `area.rule-${index}`);
    const values = Array.from({ length: 500 }, (_, index) =>
      Array.from({ length: 1_000 }, (_each, part) => `x.${index}-${part}`).join(
        ',',
      ),
    );
    const snapshot = snapshotOf(annotated(...values));
    const start = process.cpuUsage();
    expect(unknownIgnores(snapshot, ids)).toHaveLength(20);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1_000).toBeLessThan(500);
  });
});
