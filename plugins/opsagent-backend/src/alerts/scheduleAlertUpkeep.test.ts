import { mockServices } from '@backstage/backend-test-utils';
import { scheduleAlertUpkeep } from './scheduleAlertUpkeep';

describe('scheduleAlertUpkeep', () => {
  it.each([
    [0, 0, 0],
    [2, 0, 1],
    [0, 3, 1],
  ])(
    'ends %d alerts and %d incidents, and says so',
    async (ended, settled, told) => {
      const scheduler = mockServices.scheduler();
      const changes = { announce: jest.fn() };
      const endUnheard = jest.fn(async () => ended);
      await scheduleAlertUpkeep({
        alerts: { endUnheard, settleIncidents: async () => settled },
        changes,
        scheduler,
        logger: mockServices.logger.mock(),
        endUnheardAfter: 60_000,
      });
      await scheduler.triggerTask('end-alerts');
      const [[heardBefore, now]] = endUnheard.mock.calls as unknown as [
        Date,
        Date,
      ][];
      expect(now.getTime() - heardBefore.getTime()).toBe(60_000);
      expect(changes.announce).toHaveBeenCalledTimes(told);
    },
  );
});
