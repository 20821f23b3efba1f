import { useApi } from '@backstage/core-plugin-api';
import { LifecycleChange } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { lifecycleContext } from './lifecycleContext';
import { useText } from './useText';

const TIMEOUT = 30_000;

/** A finding or an incident whose state can be changed. */
export interface LifecycleTarget {
  kind: 'finding' | 'incident';
  id: string;
  title: string;
}

/** Changes the state of a finding or an incident. Nothing is shown as changed before the backend has said so. */
export function useLifecycleChange({ kind, id, title }: LifecycleTarget) {
  const api = useApi(opsAgentApiRef);
  const t = useText();
  const { changed } = useContext(lifecycleContext);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const unmounted = useRef(new AbortController());

  useEffect(() => {
    const controller = new AbortController();
    unmounted.current = controller;
    return () => controller.abort();
  }, []);

  /** Whether it came about. */
  const change = useCallback(
    async (wanted: LifecycleChange): Promise<boolean> => {
      const { signal } = unmounted.current;
      // The change goes on when its button is gone: it cannot be told whether the backend has already made it.
      const options = { signal: AbortSignal.timeout(TIMEOUT) };
      setBusy(true);
      setError(undefined);
      try {
        await (kind === 'incident'
          ? api.changeIncident(id, wanted, options)
          : api.changeFinding(id, wanted, options));
      } catch (caught) {
        if (!signal.aborted) {
          setError(
            caught instanceof Error ? caught : new Error(String(caught)),
          );
          setBusy(false);
        }
        return false;
      }
      await changed(t(`lifecycle.changed.${wanted.state}`, { title }));
      if (!signal.aborted) setBusy(false);
      return true;
    },
    [api, changed, id, kind, t, title],
  );

  return { change, busy, error };
}
