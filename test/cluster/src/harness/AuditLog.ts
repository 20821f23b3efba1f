import { readFile } from 'node:fs/promises';

/** What the API server writes down of one request. */
export interface AuditEvent {
  verb: string;
  requestURI: string;
  userAgent?: string;
  user: { username: string };
  responseStatus?: { code: number };
}

/** Requests to look for; all that is given must fit. */
export interface AuditFilter {
  username?: string;
  /** The beginning of the user agent. */
  userAgent?: string;
}

/** The API server's own record of the requests it answered. */
export class AuditLog {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async requests(filter: AuditFilter = {}): Promise<AuditEvent[]> {
    const text = await readFile(this.#path, 'utf8').catch(() => '');
    return text
      .split('\n')
      .filter(line => line.endsWith('}'))
      .map(line => JSON.parse(line) as AuditEvent)
      .filter(
        ({ user, userAgent = '' }) =>
          (!filter.username || user.username === filter.username) &&
          (!filter.userAgent || userAgent.startsWith(filter.userAgent)),
      );
  }

  async count(filter?: AuditFilter): Promise<number> {
    return (await this.requests(filter)).length;
  }
}
