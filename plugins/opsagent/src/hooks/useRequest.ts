import { useCallback, useEffect, useRef, useState } from 'react';
import { withTimeLimit } from './withTimeLimit';

/** One thing that the reader asks of the backend: whether it is under way, and why it was refused. */
export function useRequest() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const unmounted = useRef(new AbortController());

  useEffect(() => {
    const controller = new AbortController();
    unmounted.current = controller;
    return () => controller.abort();
  }, []);

  /** For at most 30 seconds unless said otherwise. Answers with undefined when it was refused, or the reader has left. */
  const send = useCallback(
    async <T>(
      request: (signal: AbortSignal) => Promise<T>,
      milliseconds?: number,
    ) => {
      const { signal } = unmounted.current;
      setBusy(true);
      setError(undefined);
      try {
        const answer = await request(withTimeLimit(signal, milliseconds));
        if (signal.aborted) return undefined;
        setBusy(false);
        return answer;
      } catch (caught) {
        if (signal.aborted) return undefined;
        setBusy(false);
        setError(caught instanceof Error ? caught : new Error(String(caught)));
        return undefined;
      }
    },
    [],
  );

  /** Forgets why the last one was refused. */
  const forget = useCallback(() => setError(undefined), []);

  return { send, busy, error, forget };
}
