import { ClusterSnapshot } from '@opsagent/engine';
import { LogReader, LogRequest } from './LogReader';

/** The logs that a dump holds: of each container one text, whichever run it is of. */
export class SnapshotLogReader implements LogReader {
  readonly #snapshot: ClusterSnapshot;

  constructor(snapshot: ClusterSnapshot) {
    this.#snapshot = snapshot;
  }

  async read(request: LogRequest) {
    const { namespace, pod, container, previous, sinceMinutes, lines } =
      request;
    const captured = this.#snapshot.logs(namespace, pod, container);
    if (captured && (previous || sinceMinutes !== undefined))
      throw new Error(
        'This dump keeps one log per container: ask with previous false and since_minutes null',
      );
    return captured?.slice(-lines);
  }
}
