import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { act, renderHook } from '@testing-library/react';
import { PropsWithChildren } from 'react';
import { usePolling } from './usePolling';

let visibility: DocumentVisibilityState = 'visible';

function show(state: DocumentVisibilityState) {
  visibility = state;
  document.dispatchEvent(new Event('visibilitychange'));
}

/** In a portal with the signals plugin when `subscribe` is given, and in one without otherwise. */
function poll<T>(hook: () => T, subscribe?: jest.Mock) {
  const apis: [typeof signalApiRef, Partial<SignalApi>][] = subscribe
    ? [[signalApiRef, { subscribe }]]
    : [];
  const wrapper = ({ children }: PropsWithChildren<{}>) => (
    <TestApiProvider apis={apis}>{children}</TestApiProvider>
  );
  return renderHook(hook, { wrapper });
}

const pass = (milliseconds: number) =>
  act(() => jest.advanceTimersByTimeAsync(milliseconds));

describe('usePolling', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    visibility = 'visible';
    jest
      .spyOn(document, 'visibilityState', 'get')
      .mockImplementation(() => visibility);
  });

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('asks at once, then at the interval that the answer calls for', async () => {
    let answers = 0;
    const load = async () => {
      answers += 1;
      return answers;
    };
    const { result } = poll(() =>
      usePolling({
        load,
        interval: ({ value }) => (value === 1 ? 100 : 1_000),
      }),
    );
    expect(result.current.value).toBeUndefined();

    await pass(0);
    expect(result.current.value).toBe(1);
    await pass(100);
    expect(result.current.value).toBe(2);
    await pass(999);
    expect(result.current.value).toBe(2);
    await pass(1);
    expect(result.current.value).toBe(3);
  });

  it('keeps the last answer beside a failure until the next answer', async () => {
    const load = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('first')
      .mockRejectedValueOnce(new Error('gone'))
      .mockResolvedValueOnce('second');
    const { result } = poll(() => usePolling({ load, interval: () => 100 }));

    await pass(100);
    expect(result.current).toMatchObject({
      value: 'first',
      error: new Error('gone'),
    });
    await pass(100);
    expect(result.current.value).toBe('second');
    expect(result.current.error).toBeUndefined();
  });

  it('rests while the page is hidden and asks when it shows again', async () => {
    const load = jest.fn(async () => 'answer');
    poll(() => usePolling({ load, interval: () => 100 }));
    await pass(0);

    show('hidden');
    await pass(1_000);
    expect(load).toHaveBeenCalledTimes(1);
    show('visible');
    await pass(0);
    expect(load).toHaveBeenCalledTimes(2);
    await pass(100);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('asks no more when there is no interval, except on request', async () => {
    const load = jest.fn(async () => {
      throw new Error('refused');
    });
    const { result } = poll(() =>
      usePolling({ load, interval: () => undefined }),
    );
    await pass(100_000);
    show('visible');
    expect(load).toHaveBeenCalledTimes(1);

    await act(() => result.current.refresh());
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('aborts what is under way for a refresh and when it unmounts', async () => {
    const signals: AbortSignal[] = [];
    const load = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<never>(() => {});
    };
    const { result, unmount } = poll(() =>
      usePolling({ load, interval: () => 100 }),
    );
    void result.current.refresh();
    expect(signals.map(each => each.aborted)).toEqual([true, false]);
    unmount();
    expect(signals.map(each => each.aborted)).toEqual([true, true]);
  });

  describe('told of changes by the backend', () => {
    const unsubscribe = jest.fn();
    const subscribe = jest.fn();

    beforeEach(() => {
      subscribe.mockReturnValue({ unsubscribe });
    });

    const signal = () =>
      act(async () => subscribe.mock.lastCall[1]({ type: 'changed' }));

    it('asks once, some moments after any number of signals', async () => {
      jest.spyOn(Math, 'random').mockReturnValue(0.5);
      const load = jest.fn(async () => 'answer');
      const { unmount } = poll(
        () => usePolling({ load, interval: () => 60_000 }),
        subscribe,
      );
      await pass(0);
      expect(subscribe).toHaveBeenCalledWith('opsagent', expect.anything());

      await signal();
      await signal();
      await pass(1_499);
      expect(load).toHaveBeenCalledTimes(1);
      await signal();
      await pass(1);
      expect(load).toHaveBeenCalledTimes(2);
      await pass(10_000);
      expect(load).toHaveBeenCalledTimes(2);

      await signal();
      unmount();
      await pass(10_000);
      expect(load).toHaveBeenCalledTimes(2);
      expect(unsubscribe).toHaveBeenCalled();
    });

    it('lets a request end and asks again when it was under way', async () => {
      jest.spyOn(Math, 'random').mockReturnValue(0);
      const answers: ((answer: string) => void)[] = [];
      const load = jest.fn(
        () => new Promise<string>(resolve => answers.push(resolve)),
      );
      const { result } = poll(
        () => usePolling({ load, interval: () => 60_000 }),
        subscribe,
      );
      await signal();
      await pass(1_000);
      expect(load).toHaveBeenCalledTimes(1);
      answers[0]('old');
      await pass(0);
      expect(result.current.value).toBe('old');
      expect(load).toHaveBeenCalledTimes(2);
    });

    it.each<[string, number | undefined, DocumentVisibilityState]>([
      ['was refused', undefined, 'visible'],
      ['is hidden', 60_000, 'hidden'],
    ])('asks nothing for a page that %s', async (_, interval, state) => {
      const load = jest.fn(async () => 'answer');
      poll(() => usePolling({ load, interval: () => interval }), subscribe);
      await pass(0);
      show(state);
      await signal();
      await pass(10_000);
      expect(load).toHaveBeenCalledTimes(1);
    });
  });
});
