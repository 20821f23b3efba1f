import { useCallback, useEffect, useRef, useState } from 'react';
import { withTimeLimit } from './withTimeLimit';

/** One thing that the reader asks of the backend: whether it is under way, and why it was refused. */
export function useRequest() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const unmounted = useRef(new AbortController());
  const underWay = useRef<AbortSignal>();

  useEffect(() => {
    const controller = new AbortController();
    unmounted.current = controller;
    return () => controller.abort();
  }, []);

  /** For at most 30 seconds unless said otherwise. Answers with undefined when it was refused, the reader has left, or another is under way: then nothing is sent. */
  const send = useCallback(
    async <T>(
      request: (signal: AbortSignal) => Promise<T>,
      milliseconds?: number,
    ) => {
      const { signal } = unmounted.current;
      // A second click may come before `busy` is rendered.
      if (underWay.current === signal) return undefined;
      underWay.current = signal;
      setBusy(true);
      setError(undefined);
      try {
        const answer = await request(withTimeLimit(signal, milliseconds));
        return signal.aborted ? undefined : answer;
      } catch (caught) {
        if (signal.aborted) return undefined;
        setError(caught instanceof Error ? caught : new Error(String(caught)));
        return undefined;
      } finally {
        if (underWay.current === signal) underWay.current = undefined;
        if (!signal.aborted) setBusy(false);
      }
    },
    [],
  );

  /** Forgets why the last one was refused. */
  const forget = useCallback(() => setError(undefined), []);

  return { send, busy, error, forget };
}
