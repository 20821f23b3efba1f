import { mockServices } from '@backstage/backend-test-utils';
import { scheduleRetention } from './scheduleRetention';

describe('scheduleRetention', () => {
  it('forgets first findings, incidents and alerts, then clusters that have none left', async () => {
    const calls: [string, Date][] = [];
    const scheduler = mockServices.scheduler();
    await scheduleRetention({
      findings: {
        async deleteOlderThan(moment) {
          return calls.push(['findings', moment]);
        },
      },
      incidents: {
        async deleteOlderThan(moment) {
          return calls.push(['incidents', moment]);
        },
      },
      alerts: {
        async deleteOlderThan(moment) {
          return calls.push(['alerts', moment]);
        },
      },
      deliveries: {
        async deleteOlderThan(moment) {
          return calls.push(['deliveries', moment]);
        },
      },
      investigations: {
        async deleteOlderThan(moment) {
          return calls.push(['investigations', moment]);
        },
      },
      conversations: {
        async deleteOlderThan(moment) {
          return calls.push(['conversations', moment]);
        },
      },
      summaries: {
        async deleteOlderThan(moment) {
          return calls.push(['summaries', moment]);
        },
      },
      spending: {
        async deleteOlderThan(moment) {
          return calls.push(['spending', moment]);
        },
      },
      clusters: {
        async deleteUnlisted({ scannedBefore }) {
          return calls.push(['clusters', scannedBefore]);
        },
      },
      scheduler,
      logger: mockServices.logger.mock(),
      retention: 60_000,
    });
    await scheduler.triggerTask('delete-old-findings');

    expect(calls.map(([what]) => what)).toEqual([
      'findings',
      'incidents',
      'alerts',
      'deliveries',
      'investigations',
      'conversations',
      'summaries',
      'spending',
      'clusters',
    ]);
    for (const [, moment] of calls) {
      const age = Date.now() - moment.getTime();
      expect(age).toBeGreaterThanOrEqual(60_000);
      expect(age).toBeLessThan(65_000);
    }
  });
});
