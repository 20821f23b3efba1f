import { useApi } from '@backstage/core-plugin-api';
import {
  FindingChange,
  OpsAgentApi,
  OpsAgentRequestOptions,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { isConflict } from '../format/failures';
import { Tier } from '../format/types';
import { lifecycleContext } from './lifecycleContext';
import { useText } from './useText';

const TIMEOUT = 30_000;

interface Target {
  id: string;
  title: string;
}

export interface FindingTarget extends Target {
  kind: 'finding';
  tier: Tier;
  /** That of its subject; absent when it is in none. */
  namespace?: string;
  /** The id of the acceptance for its whole namespace that it falls under. */
  acceptance?: string;
}

/** A finding or an incident whose state can be changed. */
export type LifecycleTarget = FindingTarget | ({ kind: 'incident' } & Target);

/** Whether somebody may accept it: problems are snoozed at most. */
export function isAcceptable(target: LifecycleTarget): target is FindingTarget {
  return target.kind === 'finding' && target.tier !== 'problem';
}

/** Changes the state of a finding or an incident. Nothing is shown as changed before the backend has said so. */
export function useLifecycleChange(target: LifecycleTarget) {
  const api = useApi(opsAgentApiRef);
  const t = useText();
  const { changed, refresh } = useContext(lifecycleContext);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const unmounted = useRef(new AbortController());

  useEffect(() => {
    const controller = new AbortController();
    unmounted.current = controller;
    return () => controller.abort();
  }, []);

  /** Whether it came about. */
  const perform = useCallback(
    async (
      request: (options: OpsAgentRequestOptions) => Promise<unknown>,
      announcement: string,
    ): Promise<boolean> => {
      const { signal } = unmounted.current;
      setBusy(true);
      setError(undefined);
      try {
        // The change goes on when its form is gone: it cannot be told whether the backend has already made it.
        await request({ signal: AbortSignal.timeout(TIMEOUT) });
      } catch (caught) {
        if (!signal.aborted) {
          const failure =
            caught instanceof Error ? caught : new Error(String(caught));
          if (isConflict(failure)) await refresh();
          setError(failure);
          setBusy(false);
        }
        return false;
      }
      await changed(announcement);
      if (!signal.aborted) setBusy(false);
      return true;
    },
    [changed, refresh],
  );

  const { title } = target;
  const change = (wanted: FindingChange) =>
    perform(
      options => requestChange(api, target, wanted, options),
      t(`lifecycle.changed.${wanted.state}`, { title }),
    );
  const revoke = (acceptance: string) =>
    perform(
      options => api.revokeAcceptance(acceptance, options),
      t('acceptance.revoked', { title }),
    );

  return { change, revoke, busy, error };
}

async function requestChange(
  api: OpsAgentApi,
  { id, kind }: LifecycleTarget,
  wanted: FindingChange,
  options: OpsAgentRequestOptions,
) {
  if (kind === 'finding') return api.changeFinding(id, wanted, options);
  // An incident is never offered to be accepted.
  if (wanted.state === 'accepted') throw new TypeError(`${id} is an incident`);
  return api.changeIncident(id, wanted, options);
}
