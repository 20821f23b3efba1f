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

/** Asks the backend one thing. Must be stable between renders. */
export type Read<T> = (
  api: OpsAgentApi,
  options: OpsAgentRequestOptions,
) => Promise<T>;

export interface ReadOptions<T> {
  /** Milliseconds between requests; 15 seconds unless said otherwise. */
  atRest?: number;
  /** Whether what is told of is being scanned. */
  isScanned?(value: T): boolean;
}

/**
 * An answer of the backend, kept up to date while the page is visible, and more often while what it tells of is being scanned.
 *
 * What was read last stays until the answer to another question is there.
 */
export function useRead<T extends object>(
  read: Read<T>,
  { atRest = AT_REST, isScanned = saysThatItIsScanned }: ReadOptions<T> = {},
): Polled<T> {
  const api = useApi(opsAgentApiRef);
  const load = useCallback(
    (signal: AbortSignal) => read(api, { signal }),
    [api, read],
  );
  /** A refusal does not go away by asking again, and every request is audited. */
  const interval = ({ value, error }: Outcome<T>) => {
    if (error) return isForbidden(error) ? undefined : atRest;
    return value && isScanned(value) ? WHILE_SCANNING : atRest;
  };
  const { value, ...polled } = usePolling<T>({ load, interval });
  const lastRef = useRef<T>();
  if (value) lastRef.current = value;
  return { ...polled, value: lastRef.current };
}

function saysThatItIsScanned(value: object) {
  return 'scanning' in value && value.scanning === true;
}
