import {
  ClusterUnauthenticatedError,
  ClusterUnreachableError,
  GatewayDeniedError,
} from '@opsagent/collector';

/** What whoever asked is told when the cluster could not be read. Errors that do not speak of the cluster may hold anything, and are not quoted. */
export function describeUnreadCluster(error: unknown): string {
  if (error instanceof GatewayDeniedError)
    return 'The portal does not let you read the cluster; that takes the permission kubernetes.proxy';
  if (
    error instanceof ClusterUnreachableError ||
    error instanceof ClusterUnauthenticatedError
  )
    return error.message;
  return 'Reading the cluster took too long, or failed in the portal; see its log';
}
