import { act, renderHook } from '@testing-library/react';
import { usePolling } from './usePolling';

let visibility: DocumentVisibilityState = 'visible';

function show(state: DocumentVisibilityState) {
  visibility = state;
  document.dispatchEvent(new Event('visibilitychange'));
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
    const { result } = renderHook(() =>
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
    const { result } = renderHook(() =>
      usePolling({ load, interval: () => 100 }),
    );

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
    renderHook(() => usePolling({ load, interval: () => 100 }));
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
    const { result } = renderHook(() =>
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
    const { result, unmount } = renderHook(() =>
      usePolling({ load, interval: () => 100 }),
    );
    void result.current.refresh();
    expect(signals.map(each => each.aborted)).toEqual([true, false]);
    unmount();
    expect(signals.map(each => each.aborted)).toEqual([true, true]);
  });
});
