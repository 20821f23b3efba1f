import type { KubeConfig } from '@kubernetes/client-node';
import { ClusterSnapshot } from '@opsagent/engine';
import limitConcurrency from 'p-limit';
import { ClusterConnection, NoAnswerError } from './ClusterConnection';
import { FailingContainer, failingContainers } from './failingContainers';

/** Bytes; a single line may be huge. */
const LARGEST_LOG = 64 * 1024;

export interface FetchPodLogsOptions {
  kubeConfig: KubeConfig;
  /** Tells which containers failed. */
  snapshot: ClusterSnapshot;
  signal: AbortSignal;
  /** At most so many containers, one request each; 50 unless given. */
  containers?: number;
  /** The last lines of each; 50 unless given. */
  lines?: number;
  /** Milliseconds for one request; 10,000 unless given. */
  requestTimeout?: number;
  /** Requests under way at a time; 4 unless given. */
  concurrency?: number;
}

/**
 * The last log lines of containers that failed, by `namespace/pod/container`, as `ClusterSnapshot` takes them.
 *
 * A log that cannot be read is left out: logs add evidence, nothing is concluded from their absence.
 */
export async function fetchPodLogs(
  options: FetchPodLogsOptions,
): Promise<ReadonlyMap<string, string>> {
  const {
    kubeConfig,
    snapshot,
    signal,
    containers = 50,
    lines = 50,
    requestTimeout = 10_000,
    concurrency = 4,
  } = options;
  const limit = limitConcurrency(concurrency);
  const connection = new ClusterConnection({
    kubeConfig,
    signal,
    requestTimeout,
  });
  try {
    const wanted = failingContainers(snapshot).slice(0, containers);
    const logs = await Promise.all(
      wanted.map(each => limit(() => readLog(connection, each, lines))),
    );
    return new Map(logs.flatMap(each => (each ? [each] : [])));
  } finally {
    await connection.close();
  }
}

async function readLog(
  connection: ClusterConnection,
  { namespace, pod, container, previous }: FailingContainer,
  lines: number,
): Promise<[string, string] | undefined> {
  const query = new URLSearchParams({
    container,
    previous: String(previous),
    tailLines: String(lines),
    limitBytes: String(LARGEST_LOG),
  });
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log?${query}`;
  try {
    const { status, text } = await connection.get(path, 'text/plain, */*');
    return status === 200 && text
      ? [`${namespace}/${pod}/${container}`, text]
      : undefined;
  } catch (error) {
    if (error instanceof NoAnswerError) return undefined;
    throw error;
  }
}
