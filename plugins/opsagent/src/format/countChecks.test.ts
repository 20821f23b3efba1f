import { forbidden, sampleCluster } from '../__testUtils__/sampleCluster';
import { countEntityChecks } from './countChecks';

describe('countEntityChecks', () => {
  it('sums up what ran and what was not read over clusters', () => {
    expect(
      countEntityChecks([sampleCluster(), sampleCluster(forbidden)]),
    ).toEqual({ ran: 74, total: 80, unread: 3 });
  });

  it('counts nothing without a cluster', () => {
    expect(countEntityChecks([])).toEqual({ ran: 0, total: 0, unread: 0 });
  });
});
