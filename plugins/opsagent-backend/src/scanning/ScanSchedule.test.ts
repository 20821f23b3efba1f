import { mockServices } from '@backstage/backend-test-utils';
import { ClusterRegistry } from '../clusters/ClusterRegistry';
import { ClusterStore, ListedCluster } from '../clusters/ClusterStore';
import { EntityCatalog } from '../entities/EntityCatalog';
import { ScanSchedule } from './ScanSchedule';
import { Scanner } from './Scanner';

describe('ScanSchedule', () => {
  it('gives every cluster a task of its own, and follows clusters that come and go', async () => {
    const listed = jest.fn<Promise<ListedCluster[]>, []>();
    const saveListed = jest.fn();
    const listAbandoned = jest.fn();
    const start = jest.fn().mockResolvedValue({ done: new Promise(() => {}) });
    const outdatedClusters = jest.fn().mockResolvedValue([]);
    const scheduler = mockServices.scheduler();
    const logger = mockServices.logger.mock();
    const scheduleTask = jest.spyOn(scheduler, 'scheduleTask');
    await new ScanSchedule({
      registry: { list: listed } as unknown as ClusterRegistry,
      clusters: { saveListed, listAbandoned } as unknown as ClusterStore,
      scanner: { start } as unknown as Scanner,
      entities: { outdatedClusters } as unknown as EntityCatalog,
      scheduler,
      auth: mockServices.auth(),
      logger,
      schedule: {
        frequency: { minutes: 5 },
        initialDelay: { seconds: 2 },
      },
    }).start();
    const tasks = () =>
      scheduleTask.mock.calls
        .map(([task]) => task)
        .filter(({ id }) => id.startsWith('scan-'));

    const prod = { name: 'prod', scannable: true };
    const test = { name: 'test', scannable: true };
    const laptop = { name: 'laptop', scannable: false };
    listed.mockRejectedValueOnce(new Error('not up yet'));
    await scheduler.triggerTask('list-clusters');
    listed.mockResolvedValue([prod, laptop]);
    scheduleTask.mockRejectedValueOnce(new Error('the database is locked'));
    await scheduler.triggerTask('settle');
    scheduleTask.mockClear();
    await scheduler.triggerTask('settle');
    await scheduler.triggerTask('settle');
    expect(saveListed).toHaveBeenLastCalledWith([prod, laptop]);
    expect(tasks()).toMatchObject([
      { id: 'scan-prod', scope: 'global', frequency: { minutes: 5 } },
    ]);

    listed.mockResolvedValueOnce([test, laptop]);
    await scheduler.triggerTask('list-clusters');
    expect(tasks().map(each => [each.id, each.signal?.aborted])).toEqual([
      ['scan-prod', true],
      ['scan-test', false],
    ]);

    listed.mockRejectedValueOnce(new Error('the plugin did not answer'));
    await scheduler.triggerTask('list-clusters');
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the plugin did not answer'),
    );
    expect(tasks()[1].signal?.aborted).toBe(false);

    await scheduler.triggerTask('scan-test');
    expect(start.mock.calls).toMatchObject([
      [
        'test',
        {
          credentials: { principal: { type: 'service' } },
          signal: tasks()[1].signal,
        },
      ],
    ]);

    await scheduler.triggerTask('settle');
    expect(start).toHaveBeenCalledTimes(1);
    outdatedClusters.mockResolvedValueOnce(['prod', 'test']);
    await scheduler.triggerTask('settle');
    expect(start).toHaveBeenCalledTimes(2);

    listAbandoned.mockResolvedValueOnce(['prod', 'test']);
    await scheduler.triggerTask('take-over');
    expect(start).toHaveBeenCalledTimes(3);
    expect(start.mock.calls[2]).toMatchObject([
      'test',
      { signal: tasks()[1].signal },
    ]);
  });
});
