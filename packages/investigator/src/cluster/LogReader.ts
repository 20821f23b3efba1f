import { ContainerLogRequest } from '@opsagent/collector';

/** Lines of one container that are asked for. */
export type LogRequest = ContainerLogRequest;

/** Reads the logs of containers. */
export interface LogReader {
  /**
   * Lines, oldest first; undefined when the log cannot be had without it being known why.
   *
   * @throws Error whose message says why it cannot be read
   */
  read(
    request: LogRequest,
    options: { signal: AbortSignal },
  ): Promise<readonly string[] | undefined>;
}
