import { useApi } from '@backstage/core-plugin-api';
import {
  Investigation,
  InvestigationEvent,
  RecordedStep,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useEffect, useReducer } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';

/** What has happened in an investigation so far. */
export interface FollowedInvestigation {
  steps: readonly RecordedStep[];
  /** What the model is writing at the moment. */
  text: string;
  /** Once it has ended. */
  ended?: Investigation;
  /** Why nothing more comes although it has not ended. */
  error?: Error;
}

type Action =
  InvestigationEvent | { type: 'begin' } | { type: 'broken'; error: Error };

const NOTHING: FollowedInvestigation = { steps: [], text: '' };

/** Everything that happens in an investigation, from its first step on and as it happens. */
export function useFollowedInvestigation(
  id: string | undefined,
): FollowedInvestigation {
  const api = useApi(opsAgentApiRef);
  const [followed, dispatch] = useReducer(next, NOTHING);

  useEffect(() => {
    dispatch({ type: 'begin' });
    if (id === undefined) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const follow = async (of: string) => {
      try {
        for await (const event of api.followInvestigation(of, { signal })) {
          if (signal.aborted) return;
          dispatch(event);
        }
      } catch (caught) {
        if (signal.aborted) return;
        const error =
          caught instanceof Error ? caught : new Error(String(caught));
        dispatch({ type: 'broken', error });
      }
    };
    void follow(id);
    return () => controller.abort();
  }, [api, id]);

  return followed;
}

function next(
  followed: FollowedInvestigation,
  action: Action,
): FollowedInvestigation {
  switch (action.type) {
    case 'begin':
      return NOTHING;
    case 'step':
      return { ...followed, steps: [...followed.steps, action.step], text: '' };
    case 'text':
      return { ...followed, text: followed.text + action.text };
    case 'restart':
      return { ...followed, text: '' };
    case 'end':
      return { ...followed, text: '', ended: action.investigation };
    default:
      return { ...followed, text: '', error: action.error };
  }
}
