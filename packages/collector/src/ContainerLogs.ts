import type { KubeConfig } from '@kubernetes/client-node';
import { problemOf } from './Answer';
import { ClusterConnection } from './ClusterConnection';

export interface ContainerLogsOptions {
  /** Its current context is read, with whatever credentials and authenticators it carries. */
  kubeConfig: KubeConfig;
  /** Milliseconds for one request; 10,000 unless given. */
  requestTimeout?: number;
}

export interface ContainerLogRequest {
  namespace: string;
  pod: string;
  container: string;
  /** The run before the present one. */
  previous: boolean;
  /** Only the last minutes; everything that is kept unless given. */
  sinceMinutes?: number;
  /** At most so many lines, the last ones. */
  lines: number;
}

/** Bytes; a single line may be huge. */
const LARGEST_LOG = 512 * 1024;

/** Reads the log of one container at a time, as it is now. */
export class ContainerLogs {
  readonly #options: ContainerLogsOptions;

  constructor(options: ContainerLogsOptions) {
    this.#options = options;
  }

  /**
   * Lines, oldest first.
   *
   * @throws Error with the words of the API server, or of what is in front of it, when there is no log to read
   */
  async read(
    { namespace, pod, container, ...asked }: ContainerLogRequest,
    { signal }: { signal: AbortSignal },
  ): Promise<readonly string[]> {
    const { kubeConfig, requestTimeout = 10_000 } = this.#options;
    const connection = new ClusterConnection({
      kubeConfig,
      signal,
      requestTimeout,
    });
    const query = new URLSearchParams({
      container,
      previous: String(asked.previous),
      tailLines: String(asked.lines),
      limitBytes: String(LARGEST_LOG),
      ...(asked.sinceMinutes === undefined
        ? {}
        : { sinceSeconds: String(asked.sinceMinutes * 60) }),
    });
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log?${query}`;
    try {
      const answer = await connection.get(path, 'text/plain, */*');
      if (answer.status !== 200) throw new Error(problemOf(answer).message);
      return linesOf(answer.text);
    } finally {
      await connection.close();
    }
  }
}

function linesOf(text: string) {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
