import { isPublicHost } from './publicHosts';
import { Span } from './spans';

const EMAIL =
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,128}@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![\w-])/g;
/** Accounts of services, and the users of remote repositories. */
const NOBODY = /^(?:git|ssh|root|postgres|admin)@|^system[.:]/;

const FOREIGN =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,128}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/uy;
const LOCAL_PART = /[\p{L}\p{N}._%+-]{1,128}$/u;

/** Finds addresses with letters that are not of ASCII, around each `@` of a text. */
export function findForeignEmails(text: string, spans: Span[]): void {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const [local] =
      LOCAL_PART.exec(text.slice(Math.max(0, at - 128), at)) ?? [];
    if (local === undefined) continue;
    FOREIGN.lastIndex = at - local.length;
    const address = FOREIGN.exec(text)?.[0];
    if (address === undefined || /^[\x20-\x7e]*$/.test(address)) continue;
    const start = at - local.length;
    spans.push({ start, end: start + address.length, class: 'email' });
  }
}

/** Finds addresses of people within a run of characters without spaces. */
export function findEmails(
  text: string,
  start: number,
  end: number,
  spans: Span[],
): void {
  const run = text.slice(start, end);
  EMAIL.lastIndex = 0;
  for (let match = EMAIL.exec(run); match; match = EMAIL.exec(run)) {
    const [address, domain] = match;
    if (/\.svc$|\.local$|\.svc\./.test(domain)) continue;
    if (NOBODY.test(address) && isPublicHost(domain.toLowerCase())) continue;
    const at = start + match.index;
    spans.push({ start: at, end: at + address.length, class: 'email' });
  }
}
