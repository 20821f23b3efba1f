import { mockServices } from '@backstage/backend-test-utils';
import { ChangeBroadcast } from './ChangeBroadcast';

describe('ChangeBroadcast', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('makes one signal, which says nothing, of many changes at a time', async () => {
    const publish = jest
      .fn()
      .mockRejectedValueOnce(new Error('no connection'))
      .mockResolvedValue(undefined);
    const broadcast = new ChangeBroadcast({
      signals: { publish },
      logger: mockServices.logger.mock(),
    });
    for (let count = 0; count < 5_000; count++) broadcast.announce();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(publish).toHaveBeenCalledTimes(1);

    broadcast.announce();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(publish.mock.calls).toHaveLength(2);
    expect(publish).toHaveBeenLastCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'opsagent',
      message: { type: 'changed' },
    });
  });

  it('signals every five seconds at most, however long changes keep coming', async () => {
    const publish = jest.fn().mockResolvedValue(undefined);
    const broadcast = new ChangeBroadcast({
      signals: { publish },
      logger: mockServices.logger.mock(),
    });
    for (let second = 0; second < 60; second++) {
      broadcast.announce();
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(publish).toHaveBeenCalledTimes(12);
  });
});
