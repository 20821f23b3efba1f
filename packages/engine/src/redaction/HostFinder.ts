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
  /(?:\b(?:lookup|hosts?|hostname|server_?name|domain|dial (?:tcp|udp)|authority|sni|referer|origin|endpoint|peer|upstream|cn|dns)["']?\s{0,3}[:=]?\s{0,3}["'[]?|\/\/(?:[^\s/@"']{1,100}@)?)$/i;
const REMEMBERED = 5_000;

type Verdict = 'host' | 'doubtful' | 'unlisted' | 'file' | 'no';

/** Finds DNS names outside the cluster, except public ones and those that are allowed. */
export class HostFinder {
  readonly #allowed: ReadonlySet<string>;
  readonly #verdicts = new Map<string, Verdict>();

  /** @param allowed domains that stay readable, with all names within them */
  constructor(allowed: readonly string[]) {
    this.#allowed = new Set(allowed.map(each => each.toLowerCase()));
  }

  /** Looks within a run of characters without spaces. */
  find(text: string, start: number, end: number, spans: Span[]): void {
    for (const match of text.slice(start, end).matchAll(DOTTED)) {
      const name = match[0];
      const verdict = this.#verdictOn(name);
      if (verdict === 'no') continue;
      const at = start + match.index;
      if (verdict === 'host' || this.#standsAsHost(text, at, name, verdict))
        spans.push({ start: at, end: at + name.length, class: 'host' });
    }
  }

  #verdictOn(name: string): Verdict {
    const known = this.#verdicts.get(name);
    if (known) return known;
    if (this.#verdicts.size >= REMEMBERED) this.#verdicts.clear();
    const verdict = this.#judge(name);
    this.#verdicts.set(name, verdict);
    return verdict;
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

  /** Names of two parts are those of Services, unless they are asked over TLS; names of more are hosts where a host is due. */
  #standsAsHost(text: string, at: number, name: string, verdict: Verdict) {
    const before = text.slice(Math.max(0, at - 130), at);
    if (!NAMED_HOST.test(before)) return false;
    const parts = name.split('.').length;
    if (/^[a-z0-9-]+-\d+\./.test(name) && verdict === 'unlisted') return false;
    if (parts > 2) return true;
    return /https:\/\/$/.test(before) && verdict !== 'unlisted';
  }
}
