import {
  ClusterUnauthenticatedError,
  ClusterUnreachableError,
  GatewayDeniedError,
} from '@opsagent/collector';
import { FailedScan } from '../clusters/ClusterStore';

/** A scan that was not done in the time it may take. */
export class ScanTimeoutError extends Error {
  readonly name = 'ScanTimeoutError';

  constructor(milliseconds: number) {
    super(`The scan was not done within ${milliseconds / 1000} s`);
  }
}

/** What a reader is told of a scan that failed. */
export function describeFailure(
  error: unknown,
): Pick<FailedScan, 'error' | 'unreachable'> {
  return {
    error: error instanceof Error ? error.message : String(error),
    unreachable:
      error instanceof ClusterUnreachableError ||
      error instanceof ClusterUnauthenticatedError ||
      error instanceof ScanTimeoutError,
  };
}

/** Whether the portal itself refused, so that the cluster was never asked. */
export function isPortalDenial(error: unknown): boolean {
  return error instanceof GatewayDeniedError;
}
