import { misses, Row } from './report';

const time = (cpu: number) => ({ cpu, elapsed: cpu });
const row = (overrides: Partial<Row>): Row => ({
  pods: 5_000,
  bytes: 1,
  objects: 1,
  parse: time(100),
  analyze: time(90),
  firstAnalysis: time(200),
  parsedHeap: 1,
  heapFactor: 2,
  findings: 0,
  incidents: 0,
  ...overrides,
});
const largest = row({ pods: 20_000, parse: time(400), analyze: time(360) });

describe('misses', () => {
  it('has nothing to say of what meets the targets', () => {
    expect(misses([row({}), largest])).toEqual([]);
  });

  it.each<[string, Row[], RegExp]>([
    ['time', [row({ analyze: time(130) }), largest], /1\.30 times as long/],
    [
      'growth',
      [row({}), { ...largest, analyze: time(720) }],
      /2\.00 times as long among/,
    ],
    ['heap', [row({ heapFactor: 4 }), largest], /5000 pods need more than 3/],
    ['any heap', [row({ heapFactor: undefined }), largest], /5000 pods need/],
    ['the size of the target', [largest], /no measurement of 5000/],
  ])('names a miss of %s', (_, rows, expected) => {
    expect(misses(rows)).toEqual([expect.stringMatching(expected)]);
  });
});
