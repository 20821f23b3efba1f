/** A host that a text names, as a client would connect to it. */
export interface NamedHost {
  /** Lower case, without a trailing dot. */
  host: string;
  port?: number;
  /** Of a URL, lower case. */
  scheme?: string;
}

/** Longer texts are documents, not addresses. */
const LONGEST_TEXT = 2_000;

const NAME = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const HOST = new RegExp(`^(${NAME}(?:\\.${NAME})*)\\.?(?::(\\d{1,5}))?$`, 'i');
const URLS = /([a-z][a-z0-9+.-]*):\/\/([^\s"'<>/?#]+)/gi;

/**
 * The hosts in a text: those of its URLs, else the text itself where it is nothing but a host, or a list of them.
 *
 * Credentials in a URL are left behind, and so is everything after the host.
 */
export function hostsIn(text: string): NamedHost[] {
  if (text.length > LONGEST_TEXT) return [];
  const urls = [...text.matchAll(URLS)];
  if (urls.length > 0) {
    return urls.flatMap(([, scheme, authority]) =>
      authoritiesOf(authority).map(each => ({
        ...each,
        scheme: scheme.toLowerCase(),
      })),
    );
  }
  const parts = text.trim().split(/\s*[,;]\s*/);
  const hosts = parts.map(parseHost);
  return hosts.every(each => each !== undefined) ? hosts : [];
}

function authoritiesOf(authority: string): NamedHost[] {
  const hosts = authority.slice(authority.lastIndexOf('@') + 1).split(',');
  return hosts.flatMap(each => parseHost(each) ?? []);
}

function parseHost(text: string): NamedHost | undefined {
  const [, host, port] = HOST.exec(text) ?? [];
  if (!host || !/[a-z]/i.test(host)) return undefined;
  return {
    host: host.toLowerCase(),
    ...(port ? { port: Number(port) } : {}),
  };
}
