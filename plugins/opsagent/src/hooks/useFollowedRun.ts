import { useApi } from '@backstage/core-plugin-api';
import {
  OpsAgentApi,
  OpsAgentRequestOptions,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useEffect, useReducer } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';

/** What comes while a model works: `End` once, as the last. */
export type RunEvent<Step, End extends { type: 'end' }> =
  | { type: 'step'; step: Step }
  | { type: 'text'; text: string }
  | { type: 'restart' }
  | End;

/** What a model has done so far. */
export interface FollowedRun<Step, End> {
  steps: readonly Step[];
  /** What the model is writing at the moment. */
  text: string;
  /** Once it has ended. */
  end?: End;
  /** Why nothing more comes although it has not ended. */
  error?: Error;
}

/** Asks for everything that happens, from the first step on. Must be stable between renders. */
export type Follow<Step, End extends { type: 'end' }> = (
  api: OpsAgentApi,
  options: OpsAgentRequestOptions,
) => AsyncIterable<RunEvent<Step, End>>;

type Action<Step, End extends { type: 'end' }> =
  RunEvent<Step, End> | { type: 'begin' } | { type: 'broken'; error: Error };

/** Everything that a model does in one run, from its first step on and as it happens; nothing while there is none to follow. */
export function useFollowedRun<Step, End extends { type: 'end' }>(
  follow: Follow<Step, End> | undefined,
): FollowedRun<Step, End> {
  const api = useApi(opsAgentApiRef);
  const [followed, dispatch] = useReducer(next<Step, End>, {
    steps: [],
    text: '',
  });

  useEffect(() => {
    dispatch({ type: 'begin' });
    if (!follow) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const run = async () => {
      try {
        for await (const event of follow(api, { signal })) {
          if (signal.aborted) return;
          dispatch(event);
          if (event.type === 'end') return;
        }
        throw new Error('The events stopped before the end');
      } catch (caught) {
        if (signal.aborted) return;
        const error =
          caught instanceof Error ? caught : new Error(String(caught));
        dispatch({ type: 'broken', error });
      }
    };
    void run();
    return () => controller.abort();
  }, [api, follow]);

  return followed;
}

function next<Step, End extends { type: 'end' }>(
  followed: FollowedRun<Step, End>,
  action: Action<Step, End>,
): FollowedRun<Step, End> {
  switch (action.type) {
    case 'begin':
      return { steps: [], text: '' };
    case 'step':
      return { ...followed, steps: [...followed.steps, action.step], text: '' };
    case 'text':
      return { ...followed, text: followed.text + action.text };
    case 'restart':
      return { ...followed, text: '' };
    case 'broken':
      return { ...followed, text: '', error: action.error };
    default:
      return { ...followed, text: '', end: action };
  }
}
