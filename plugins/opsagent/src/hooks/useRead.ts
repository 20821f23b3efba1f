import { useApi } from '@backstage/core-plugin-api';
import {
  OpsAgentApi,
  OpsAgentRequestOptions,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback, useRef } from 'react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { isForbidden } from '../format/failures';
import { Outcome, Polled, usePolling } from './usePolling';

const AT_REST = 15_000;
const WHILE_SCANNING = 2_000;
const TIMEOUT = 30_000;

/** Asks the backend one thing. Must be stable between renders. */
export type Read<T> = (
  api: OpsAgentApi,
  options: OpsAgentRequestOptions,
) => Promise<T>;

/**
 * An answer of the backend, kept up to date while the page is visible, and more often while what it tells of is being scanned.
 *
 * What was read last stays until the answer to another question is there.
 */
export function useRead<T extends object>(read: Read<T>): Polled<T> {
  const api = useApi(opsAgentApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      read(api, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      }),
    [api, read],
  );
  const { value, ...polled } = usePolling<T>({ load, interval });
  const lastRef = useRef<T>();
  if (value) lastRef.current = value;
  return { ...polled, value: lastRef.current };
}

/** A refusal does not go away by asking again, and every request is audited. */
function interval({ value, error }: Outcome<object>) {
  if (error && isForbidden(error)) return undefined;
  if (error) return AT_REST;
  const isScanned = value && 'scanning' in value && value.scanning === true;
  return isScanned ? WHILE_SCANNING : AT_REST;
}
