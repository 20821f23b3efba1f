import { ClusterStatus } from '@opsagent/backstage-plugin-opsagent-common';
import { scanGapsOf } from './scanGaps';

const cluster = (
  name: string,
  state: ClusterStatus['state'],
  error?: string,
): ClusterStatus => ({ name, state, scanning: false, error, mayScan: true });

describe('scanGapsOf', () => {
  it('has nothing to say of clusters that were scanned whole', () => {
    expect(scanGapsOf([cluster('a', 'ok'), cluster('b', 'ok')])).toEqual([]);
  });

  it('tells what is not known, by reason', () => {
    const gaps = scanGapsOf([
      cluster('a', 'ok'),
      cluster('b', 'pending'),
      cluster('c', 'unreachable', 'connection refused'),
      cluster('d', 'partial'),
      cluster('e', 'ok', 'the database was full'),
      cluster('f', 'unsupported'),
      cluster('g', 'pending'),
    ]);
    expect(
      gaps.map(each => [each.gap, each.clusters.map(({ name }) => name)]),
    ).toEqual([
      ['unreachable', ['c']],
      ['failed', ['e']],
      ['pending', ['b', 'g']],
      ['partial', ['d']],
      ['unsupported', ['f']],
    ]);
  });
});
