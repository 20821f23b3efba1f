import { Answer, problemOf } from './Answer';
import { ClusterConnection, NoAnswerError } from './ClusterConnection';
import {
  ClusterUnauthenticatedError,
  ClusterUnreachableError,
  GatewayDeniedError,
} from './errors';

/**
 * Asks for the server's version, which whoever may sign in may read, and throws the error that tells why the cluster cannot be read at all.
 *
 * One request decides, so that a cluster that hangs costs one timeout and not one for each kind.
 */
export async function probe(
  connection: ClusterConnection,
  cluster: string,
): Promise<void> {
  const answer = await askVersion(connection, cluster);
  if (answer.status < 400) return;
  const { from, message } = problemOf(answer);
  if (answer.status === 401) {
    throw new ClusterUnauthenticatedError(cluster, message);
  }
  if (from === 'cluster') return;
  if (answer.status === 403) throw new GatewayDeniedError(cluster, message);
  // A gateway answers for a cluster that it does not know, or cannot reach itself.
  throw new ClusterUnreachableError(cluster, message);
}

async function askVersion(
  connection: ClusterConnection,
  cluster: string,
): Promise<Answer> {
  try {
    return await connection.get('/version');
  } catch (error) {
    if (error instanceof NoAnswerError) {
      throw new ClusterUnreachableError(cluster, error.message, {
        cause: error,
      });
    }
    throw error;
  }
}
