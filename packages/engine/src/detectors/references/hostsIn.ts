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
export function hostsIn(text: string): readonly NamedHost[] {
  if (text.length > LONGEST_TEXT) return [];
  if (text.includes('://')) return hostsOfUrls(text);
  const trimmed = text.trim();
  const parts = /[,;]/.test(trimmed) ? trimmed.split(/\s*[,;]\s*/) : [trimmed];
  const hosts = parts.map(each => parseHost(each));
  return hosts.every(each => each !== undefined) ? hosts : [];
}

function hostsOfUrls(text: string): NamedHost[] {
  const hosts: NamedHost[] = [];
  for (const [, scheme, authority] of text.matchAll(URLS)) {
    const names = authority.slice(authority.lastIndexOf('@') + 1);
    for (const name of names.split(',')) {
      const host = parseHost(name, scheme.toLowerCase());
      if (host) hosts.push(host);
    }
  }
  return hosts;
}

function parseHost(text: string, scheme?: string): NamedHost | undefined {
  const match = HOST.exec(text);
  if (!match || !/[a-z]/i.test(match[1])) return undefined;
  const host: NamedHost = { host: match[1].toLowerCase() };
  if (match[2]) host.port = Number(match[2]);
  if (scheme !== undefined) host.scheme = scheme;
  return host;
}
