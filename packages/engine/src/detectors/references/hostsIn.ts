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
const URLS = /([a-z][a-z0-9+.-]{0,20}):\/\/([^\s"'<>/?#]+)/gi;

/** Whether it is worth looking for hosts in a text: far quicker than looking, and never wrong when it says no. */
export function mayNameHost(text: string): boolean {
  if (text.length > LONGEST_TEXT) return false;
  if (text.includes('://')) return true;
  const isList = text.includes(',') || text.includes(';');
  return isList || !/\S\s+\S/.test(text);
}

/**
 * The hosts in a text: those of its URLs, else the text itself where it is nothing but a host, or a list of them.
 *
 * Credentials in a URL are left behind, and so is everything after the host.
 */
export function hostsIn(text: string): NamedHost[] {
  if (text.length > LONGEST_TEXT) return [];
  if (text.includes('://')) {
    const urls = [...text.matchAll(URLS)];
    return urls.flatMap(([, scheme, authority]) =>
      authoritiesOf(authority).map(each => ({
        ...each,
        scheme: scheme.toLowerCase(),
      })),
    );
  }
  const trimmed = text.trim();
  const parts = /[,;]/.test(trimmed) ? trimmed.split(/\s*[,;]\s*/) : [trimmed];
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
