import { useCallback, useEffect, useRef, useState } from 'react';
import { useChangeSignal } from './useChangeSignal';
import { withTimeLimit } from './withTimeLimit';

export interface PollingOptions<T> {
  /** Must be stable between renders; a new one starts afresh and aborts what is under way. Its signal ends it after 30 seconds, too. */
  load(signal: AbortSignal): Promise<T>;
  /** Milliseconds from one answer to the next request; undefined to wait for `refresh`. */
  interval(outcome: Outcome<T>): number | undefined;
}

/** The last good value outlives a later failure, so that a page can go on showing it. */
export interface Outcome<T> {
  value?: T;
  error?: Error;
}

export interface Polled<T> extends Outcome<T> {
  /** Asks at once. Resolves when the answer, good or bad, has arrived. */
  refresh(): Promise<void>;
}

/** Asks again and again while the page is visible; at once when it becomes visible, and soon when the backend says that something changed. Requests never overlap. */
export function usePolling<T>(options: PollingOptions<T>): Polled<T> {
  const { load } = options;
  const [outcome, setOutcome] = useState<Outcome<T>>({});
  const intervalRef = useRef(options.interval);
  intervalRef.current = options.interval;
  const refreshRef = useRef<() => Promise<void>>(async () => {});
  const askAgainRef = useRef(() => {});

  useEffect(() => {
    let current: Outcome<T> = {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    let request: AbortController | undefined;
    let isOutdated = false;

    async function ask() {
      clearTimeout(timer);
      request?.abort();
      const controller = new AbortController();
      request = controller;
      isOutdated = false;
      try {
        current = { value: await load(withTimeLimit(controller.signal)) };
      } catch (error) {
        if (controller.signal.aborted) return;
        current = { value: current.value, error: asError(error) };
      }
      if (controller.signal.aborted) return;
      request = undefined;
      setOutcome(current);
      const delay = intervalRef.current(current);
      if (delay !== undefined)
        timer = setTimeout(askIfVisible, isOutdated ? 0 : delay);
    }
    function askIfVisible() {
      if (document.visibilityState === 'visible') void ask();
    }
    const onVisibilityChange = () => {
      const waiting = intervalRef.current(current) !== undefined;
      if (waiting && !request) askIfVisible();
    };

    refreshRef.current = ask;
    askAgainRef.current = () => {
      if (request) isOutdated = true;
      else if (intervalRef.current(current) !== undefined) askIfVisible();
    };
    setOutcome(current);
    void ask();
    document.addEventListener('visibilitychange', onVisibilityChange);
    return () => {
      document.removeEventListener('visibilitychange', onVisibilityChange);
      clearTimeout(timer);
      request?.abort();
    };
  }, [load]);

  useChangeSignal(() => askAgainRef.current());
  const refresh = useCallback(() => refreshRef.current(), []);
  return { ...outcome, refresh };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
