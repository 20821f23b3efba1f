import { memo } from './memo';
import { endsWithOneOf, isPublicHost } from './publicHosts';
import { Span } from './spans';
import {
  DOUBTFUL_ENDINGS,
  FILE_ENDINGS,
  PLAIN_ENDINGS,
} from './topLevelDomains';

const DOTTED =
  /(?<![A-Za-z0-9_.-])[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}\.){1,9}[A-Za-z][A-Za-z0-9-]{1,62}(?![\w])/g;
/** Where names begin with their domain's end: Java and its kin, and the fields of logs and objects. */
const REVERSED =
  /^(?:com|org|net|io|java|javax|jakarta|jdk|sun|kotlin|scala|akka|play|dev|de|uk|fr|ch|nl|ru|cn|me|co|edu|gov|spec|status|metadata|data|http|log|error|node|vert|system|microsoft|asp)\./i;
const LIBRARY =
  /^(?:socket|java|kotlin|scala|asp|vert|node|engine|deno|draw)\.(?:io|net|js)$/i;
const NAMED_HOST =
  /\b(?:lookup|hosts?|hostname|server_?name|domain|dial (?:tcp|udp)|authority|sni|referer|origin|endpoint|peer|upstream|cn|dns)["']?\s{0,3}[:=]?\s{0,3}["'[]?$/i;
/** The longest that stands before a named host, and the sign before that. */
const LONGEST_NAMING = 21;
const AUTHORITY = /\/\/(?:[^\s/@"']{1,100}@)?$/;
const AT = 64;
const SLASH = 47;

const POD_OF_SERVICE = /^[a-z0-9-]+-\d+\./;

type Verdict = 'host' | 'doubtful' | 'unlisted' | 'file' | 'no';

/** A name within a run that may be a host. */
interface Mention {
  name: string;
  index: number;
  verdict: Verdict;
}

function isInUrl(text: string, at: number): boolean {
  const last = text.charCodeAt(at - 1);
  return (
    (last === SLASH || last === AT) &&
    AUTHORITY.test(text.slice(Math.max(0, at - 130), at))
  );
}

function isNamed(text: string, at: number): boolean {
  return NAMED_HOST.test(text.slice(Math.max(0, at - LONGEST_NAMING), at));
}

/** Names of two parts are those of Services, unless they are asked over TLS; names of more are hosts where a host is due. */
function standsAsHost(
  text: string,
  at: number,
  name: string,
  verdict: Verdict,
): boolean {
  if (!isInUrl(text, at) && !isNamed(text, at)) return false;
  if (verdict === 'unlisted' && POD_OF_SERVICE.test(name)) return false;
  if (name.split('.').length > 2) return true;
  return verdict !== 'unlisted' && text.endsWith('https://', at);
}

/** Finds DNS names outside the cluster, except public ones and those that are allowed. */
export class HostFinder {
  readonly #allowed: ReadonlySet<string>;
  readonly #verdictOn = memo(name => this.#judge(name));
  readonly #namesIn = memo(run => this.#mentions(run));

  /** @param allowed domains that stay readable, with all names within them */
  constructor(allowed: readonly string[]) {
    this.#allowed = new Set(allowed.map(each => each.toLowerCase()));
  }

  /** Looks within a run of characters without spaces. */
  find(text: string, start: number, end: number, spans: Span[]): void {
    for (const { name, verdict, index } of this.#namesIn(
      text.slice(start, end),
    )) {
      const at = start + index;
      if (verdict === 'host' || standsAsHost(text, at, name, verdict))
        spans.push({ start: at, end: at + name.length, class: 'host' });
    }
  }

  #mentions(run: string): readonly Mention[] {
    return Array.from(run.matchAll(DOTTED), ({ 0: name, index }) => ({
      name,
      index,
      verdict: this.#verdictOn(name),
    })).filter(({ verdict }) => verdict !== 'no');
  }

  #judge(name: string): Verdict {
    const host = name.toLowerCase();
    if (isPublicHost(host) || endsWithOneOf(host, this.#allowed)) return 'no';
    if (host !== name && name.toUpperCase() !== name) return 'no';
    if (LIBRARY.test(host) || /^\d+\.\d+/.test(host)) return 'no';
    const ending = host.slice(host.lastIndexOf('.') + 1);
    if (REVERSED.test(host)) return 'unlisted';
    if (FILE_ENDINGS.has(ending)) return 'file';
    if (PLAIN_ENDINGS.has(ending)) return 'host';
    return DOUBTFUL_ENDINGS.has(ending) ? 'doubtful' : 'unlisted';
  }
}
