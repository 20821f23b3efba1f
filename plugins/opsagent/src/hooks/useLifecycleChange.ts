import { useApi } from '@backstage/core-plugin-api';
import {
  FindingChange,
  OpsAgentApi,
  OpsAgentRequestOptions,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useContext } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { isConflict } from '../format/failures';
import { Tier } from '../format/types';
import { lifecycleContext } from './lifecycleContext';
import { useRequest } from './useRequest';
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
  const { send, busy, error } = useRequest();

  /** Whether it came about; unknown, and thus false, to a form that is gone. */
  const perform = async (
    request: (options: OpsAgentRequestOptions) => Promise<unknown>,
    announcement: string,
  ): Promise<boolean> => {
    const done = await send(async () => {
      try {
        // The change goes on when its form is gone: it cannot be told whether the backend has already made it.
        await request({ signal: AbortSignal.timeout(TIMEOUT) });
      } catch (failure) {
        if (failure instanceof Error && isConflict(failure)) await refresh();
        throw failure;
      }
      await changed(announcement);
      return true;
    });
    return done === true;
  };

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
