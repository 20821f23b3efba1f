import { isPublicHost } from './publicHosts';
import { Span } from './spans';

const EMAIL =
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,128}@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![\w-])/g;
/** Accounts of services, and the users of remote repositories. */
const NOBODY = /^(?:git|ssh|root|postgres|admin)@|^system[.:]/;

/** Finds addresses of people within a run of characters without spaces. */
export function findEmails(
  text: string,
  start: number,
  end: number,
  spans: Span[],
): void {
  for (const match of text.slice(start, end).matchAll(EMAIL)) {
    const [address, domain] = match;
    if (/\.svc$|\.local$|\.svc\./.test(domain)) continue;
    if (NOBODY.test(address) && isPublicHost(domain.toLowerCase())) continue;
    const at = start + match.index;
    spans.push({ start: at, end: at + address.length, class: 'email' });
  }
}
