/** A host that a log line names. */
export interface NamedHost {
  host: string;
  port?: number;
}

const NAME = '[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?';

/** Wordings in which clients say which host they failed to reach; group 1 is the host, group 2 a port. First match wins. */
const WORDINGS: readonly RegExp[] = [
  // Go resolver; the address after "on" is the name server's.
  `\\blookup (${NAME})\\.?(?: on |: )`,
  // Go dialer, Node and Redis clients.
  `\\bdial (?:tcp|udp)[46]? (${NAME}):(\\d{1,5})`,
  `\\b(?:ENOTFOUND|EAI_AGAIN) (${NAME})(?::(\\d{1,5}))?`,
  `\\b(?:ECONNREFUSED|ETIMEDOUT) (${NAME}):(\\d{1,5})`,
  // libpq
  `host name "(${NAME})"`,
  `server at "(${NAME})"(?: \\([^)]{1,60}\\))?, port (\\d{1,5})`,
  `"(${NAME})" \\([^)]{1,60}\\), port (\\d{1,5}) failed`,
  // Erlang
  `\\bfor host (${NAME}): `,
  // JVM
  `UnknownHostException:? (${NAME})\\b`,
  `Connection to (${NAME}):(\\d{1,5}) refused`,
  `Connect(?:ion)? to (?:https?://)?(${NAME}):(\\d{1,5})`,
  // Python
  `host=["'](${NAME})["'], port=(\\d{1,5})`,
  `Connect call failed \\('(${NAME})', (\\d{1,5})`,
  `Error -?\\d{1,3} connecting to (${NAME}):(\\d{1,5})`,
  // MySQL
  `server (?:host|on) '(${NAME})(?::(\\d{1,5}))?'`,
  // curl, wget
  `resolve host(?: name)?:? ["'‘]?(${NAME})`,
  `connect to (${NAME}) port (\\d{1,5})`,
  // Structured logs
  `"(?:host|hostname|address|addr|server|broker|endpoint)": ?"(?:\\w{1,12}://)?(${NAME})(?::(\\d{1,5}))?`,
  `\\b(?:host|hostname|addr|server|broker)=["']?(${NAME})(?::(\\d{1,5}))?`,
  // Any URL, then any name with a port. Nginx writes the address it tried as "upstream".
  `\\w{1,20}://(?:[^\\s/@"']{1,80}@)?(${NAME})(?::(\\d{1,5}))?`,
  `(?:^|[\\s"'(=/@\\[])(${NAME}):(\\d{2,5})(?![\\d:.])`,
].map(wording => new RegExp(wording, 'i'));

/** Names that only seem to be hosts: a file with its line number, or the pod itself. */
const NO_HOST =
  /^(?:localhost|127\..*|0\.0\.0\.0|\d+|.*\.(?:go|js|ts|mjs|cjs|py|rb|java|kt|rs|c|cc|cpp|php|cs))$/;

/** The other host of a line about a connection; undefined when it names none, or only the pod itself. */
export function hostIn(line: string): NamedHost | undefined {
  for (const wording of WORDINGS) {
    const [, name, port] = wording.exec(line) ?? [];
    if (!name) continue;
    const host = name.toLowerCase();
    if (NO_HOST.test(host)) continue;
    return { host, ...(port ? { port: Number(port) } : {}) };
  }
  return undefined;
}
