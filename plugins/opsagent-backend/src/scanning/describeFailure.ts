import { ErrorLike, isError } from '@backstage/errors';
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

/** What a reader is told of a scan that failed. Only errors that speak of the cluster are quoted: others may hold anything, such as a statement with its values. */
export function describeFailure(
  error: unknown,
): Pick<FailedScan, 'error' | 'unreachable'> {
  return isOfCluster(error)
    ? { error: error.message, unreachable: true }
    : {
        error: 'The scan failed in the portal; see its log',
        unreachable: false,
      };
}

/** What the log is told. An error of ours is named and placed but not quoted, as a database's message holds findings of whole namespaces. */
export function logFailure(error: unknown): string {
  if (isOfCluster(error) || isPortalDenial(error)) return String(error);
  if (!isError(error)) return 'an error without a name';
  const code = error.code ? ` ${error.code}` : '';
  return `${error.name}${code}${framesOf(error)}`;
}

/** Whether the portal itself refused, so that the cluster was never asked. */
export function isPortalDenial(error: unknown): boolean {
  return error instanceof GatewayDeniedError;
}

function isOfCluster(error: unknown): error is Error {
  return (
    error instanceof ClusterUnreachableError ||
    error instanceof ClusterUnauthenticatedError ||
    error instanceof ScanTimeoutError
  );
}

/** Empty when the message was changed after the stack was taken, as the two can then not be told apart. */
function framesOf({ message, stack = '' }: ErrorLike) {
  const start = stack.indexOf(message);
  return start < 0 ? '' : stack.slice(start + message.length);
}
