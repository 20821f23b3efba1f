export interface LogRequest {
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
