import {
  InvestigationEvent,
  RecordedStep,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useMemo } from 'react';
import { Follow, FollowedRun, useFollowedRun } from './useFollowedRun';

type End = Extract<InvestigationEvent, { type: 'end' }>;

/** Everything that happens in an investigation; nothing without an id. */
export function useFollowedInvestigation(
  id: string | undefined,
): FollowedRun<RecordedStep, End> {
  const follow = useMemo(
    (): Follow<RecordedStep, End> | undefined =>
      id === undefined
        ? undefined
        : (api, options) => api.followInvestigation(id, options),
    [id],
  );
  return useFollowedRun(follow);
}
