import { useApi } from '@backstage/core-plugin-api';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { isForbidden } from '../format/failures';
import { Outcome, usePolling } from './usePolling';

const AT_REST = 15_000;
const WHILE_SCANNING = 2_000;
const TIMEOUT = 30_000;

/** What is known of an entity's health, kept up to date while the page is visible. */
export function useEntityHealth(entityRef: string) {
  const api = useApi(opsAgentApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      api.getEntityHealth(entityRef, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      }),
    [api, entityRef],
  );
  const { value: health, error, refresh } = usePolling({ load, interval });
  return { health, error, refresh };
}

/** A refusal does not go away by asking again, and every request is audited. */
function interval({ value, error }: Outcome<EntityHealth>) {
  if (error && isForbidden(error)) return undefined;
  if (error) return AT_REST;
  return value?.clusters.some(each => each.scanning) ? WHILE_SCANNING : AT_REST;
}
